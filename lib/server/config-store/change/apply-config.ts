import type * as z from 'zod/mini';
import type { ParseProblem } from '../../../mesh/config/parse-resources';
import type {
  applyConfig as endpoint,
  importConfig as importing,
} from '../../../protocol/api/config-changes';
import { AppError } from '../../../protocol/app-error';
import type { ConfigDeps } from '../config-deps';
import type { Draft, ReadDrafts } from '../read/draft';
import { type ReadOptions, readDrafts } from '../read/read-drafts';
import { keyOfName } from '../require-object';
import { type ChangeResult, changeConfig } from './change-config';

type ApplyBody = z.output<NonNullable<typeof endpoint.body>>;
/** Verbs of the console itself send one text. */
type ApplyInput = Omit<ApplyBody, 'files'> & Partial<Pick<ApplyBody, 'files'>>;
type ImportInput = z.output<NonNullable<typeof importing.body>>;

/** Stores YAML documents and deletes objects, all or nothing. */
export async function applyConfig(
  deps: ConfigDeps,
  author: string,
  input: ApplyInput,
): Promise<ChangeResult> {
  const { file, namespace, reason, dryRun, expected } = input;
  const files = [{ name: file, yaml: input.yaml }, ...(input.files ?? [])];
  const { drafts, skipped, problems } = await readFiles(files, { namespace });
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
  const { drafts, skipped, problems } = await readFiles(input.files, { namespace, isImport: true });
  if (!input.skipProblems && !dryRun) requireNoProblems(problems);
  const change = { drafts, skipped, removals: [], expected: {}, reason, action: 'import' as const, dryRun };
  return { ...(await changeConfig(deps, author, change)), problems };
}

async function readFiles(
  files: readonly { name: string; yaml: string }[],
  options: Omit<ReadOptions, 'file'>,
): Promise<ReadDrafts> {
  const read: ReadDrafts = { drafts: [], skipped: [], problems: [] };
  const known = new Map<string, Draft>();
  for (const { name: file, yaml } of files) {
    const found = await readDrafts(yaml, { ...options, file });
    for (const draft of found.drafts) {
      const twin = known.get(draft.key);
      if (twin === undefined) read.drafts.push(draft);
      else read.problems.push(describeTwin(draft.resource, twin.resource.origin.file, draft.position));
      known.set(draft.key, draft);
    }
    read.skipped.push(...found.skipped);
    read.problems.push(...found.problems);
  }
  return read;
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
