import * as z from 'zod/mini';
import { AppError } from '../../protocol/app-error';
import { plainIssue } from '../../protocol/plain-issue';

/** The query of a request by its schema. A parameter nobody knows is refused: its answer would not be what was asked. */
export function readQuery(schema: z.ZodMiniType, query: Readonly<Record<string, string>>): unknown {
  const known = schema instanceof z.ZodMiniObject ? Object.keys(schema.shape as object) : undefined;
  const unknown = known === undefined ? [] : Object.keys(query).filter((name) => !known.includes(name));
  if (known !== undefined && unknown.length > 0) throw unknownParameters(unknown, known);
  return readInput(schema, query, 'the query', (name) => `Query parameter "${name}"`);
}

/** The body of a request by its schema. */
export function readBodyAs(schema: z.ZodMiniType, body: unknown): unknown {
  return readInput(schema, body, 'the body', (name) => `Field "${name}" of the body`);
}

function unknownParameters(unknown: readonly string[], known: readonly string[]): AppError {
  const which = unknown.map((name) => `"${name}"`).join(', ');
  const what = unknown.length === 1 ? 'query parameter' : 'query parameters';
  const offer = known.length === 0 ? 'this address takes none' : `known are ${known.join(', ')}`;
  return new AppError('bad_request', `Unknown ${what} ${which}; ${offer}`, { unknown, known });
}

function readInput(
  schema: z.ZodMiniType,
  value: unknown,
  whole: string,
  nameOf: (name: string) => string,
): unknown {
  const parsed = schema.safeParse(value, { error: plainIssue });
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => ({ at: path.join('.'), message }));
  const [first = { at: '', message: 'is not as described' }] = issues;
  const subject = first.at === '' ? whole : nameOf(first.at);
  throw new AppError('bad_request', joined(subject, first.message), issues);
}

/** Messages of our own are sentences of their own; ours of a schema go on where the name ends. */
function joined(subject: string, message: string): string {
  const goesOn = /^(must|is|has) /.test(message);
  if (!goesOn) return `Cannot read ${subject.replace(/^[QF]/, (letter) => letter.toLowerCase())}: ${message}`;
  return `${subject.charAt(0).toUpperCase()}${subject.slice(1)} ${message}`;
}
