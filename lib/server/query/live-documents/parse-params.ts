import * as z from 'zod/mini';
import { AppError } from '../../../protocol/app-error';
import { plainIssue } from '../../../protocol/plain-issue';

/** Reads the parameters of a subscription as the endpoint would; live windows always end now, so `from` and `to` go. */
export function parseParams<Schema extends z.ZodMiniType>(
  schema: Schema,
  params: Readonly<Record<string, string>>,
): z.output<Schema> {
  const { from: _from, to: _to, ...relative } = params;
  const parsed = schema.safeParse(relative, { error: plainIssue });
  if (parsed.success) return parsed.data;
  throw new AppError('bad_request', `Cannot read the parameters: ${z.prettifyError(parsed.error)}`);
}
