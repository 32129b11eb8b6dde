import type * as z from 'zod';
import type { ParseProblem } from '../../../mesh/config/parse-resources';
import type {
  applyConfig as endpoint,
  importConfig as importing,
} from '../../../protocol/api/config-changes';
import { AppError } from '../../../protocol/app-error';
import type { ConfigDeps } from '../config-deps';
import type { ReadDrafts } from '../read/draft';
import { readDrafts } from '../read/read-drafts';
import { keyOfName } from '../require-object';
import { type ChangeResult, changeConfig } from './change-config';

type ApplyInput = z.output<NonNullable<typeof endpoint.body>>;
type ImportInput = z.output<NonNullable<typeof importing.body>>;

/** Stores YAML documents and deletes objects, all or nothing. */
export async function applyConfig(
  deps: ConfigDeps,
  author: string,
  input: ApplyInput,
): Promise<ChangeResult> {
  const { file, namespace, reason, dryRun, expected } = input;
  const { drafts, skipped, problems } = await readDrafts(input.yaml, { file, namespace });
  requireNoProblems(problems);
  const removals = input.remove.map(keyOfName);
  requireSomething(drafts.length + skipped.length + removals.length);
  const action = drafts.length === 0 ? 'delete' : 'apply';
  return await changeConfig(deps, author, { drafts, skipped, removals, expected, reason, action, dryRun });
}

/** Stores what files hold, without what a cluster added to it. */
export async function importConfig(
  deps: ConfigDeps,
  author: string,
  input: ImportInput,
): Promise<ChangeResult & { problems: ParseProblem[] }> {
  const { namespace, reason, dryRun } = input;
  const read: ReadDrafts = { drafts: [], skipped: [], problems: [] };
  for (const { name: file, yaml } of input.files) {
    addFile(read, await readDrafts(yaml, { file, namespace, isImport: true }));
  }
  const { drafts, skipped, problems } = read;
  if (!input.skipProblems && !dryRun) requireNoProblems(problems);
  const change = { drafts, skipped, removals: [], expected: {}, reason, action: 'import' as const, dryRun };
  return { ...(await changeConfig(deps, author, change)), problems };
}

function addFile(read: ReadDrafts, file: ReadDrafts): void {
  const known = new Map(read.drafts.map((draft) => [draft.key, draft]));
  for (const draft of file.drafts) {
    const twin = known.get(draft.key);
    if (twin === undefined) read.drafts.push(draft);
    else read.problems.push(describeTwin(draft.resource, twin.resource.origin.file, draft.position));
  }
  read.skipped.push(...file.skipped);
  read.problems.push(...file.problems);
}

function describeTwin(
  { kind, metadata, origin }: ReadDrafts['drafts'][number]['resource'],
  otherFile: string,
  position: ParseProblem['position'] | undefined,
): ParseProblem {
  const message = `${kind} ${metadata.namespace}/${metadata.name} is in ${otherFile} too`;
  return { file: origin.file, position: position ?? { line: 1, column: 1 }, message };
}

function requireNoProblems(problems: readonly ParseProblem[]): void {
  const [first] = problems;
  if (first === undefined) return;
  const { line, column } = first.position;
  const place = `${first.file === '' ? '' : `${first.file}, `}line ${line}, column ${column}`;
  const more = problems.length === 1 ? '' : ` (and ${problems.length - 1} more)`;
  throw new AppError('bad_request', `Cannot read the configuration: ${place}: ${first.message}${more}`, {
    problems,
  });
}

function requireSomething(objects: number): void {
  if (objects > 0) return;
  throw new AppError('bad_request', 'Cannot apply: there is no object in the text');
}
