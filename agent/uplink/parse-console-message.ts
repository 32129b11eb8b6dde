import { type ConsoleMessage, consoleMessageSchema } from '../../lib/protocol/ingest/console-message';

/** A message of the console; or why it is none, with the revision when it was a configuration to be refused. */
export type ParsedConsoleMessage =
  | { message: ConsoleMessage }
  | { fault: string; revision: number | undefined };

export function parseConsoleMessage(text: string): ParsedConsoleMessage {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return { fault: 'not JSON', revision: undefined };
  }
  const parsed = consoleMessageSchema.safeParse(raw);
  if (parsed.success) return { message: parsed.data };
  const issue = parsed.error.issues[0];
  const path = issue?.path.map(String).join('.') ?? '';
  return {
    fault: `${path === '' ? 'message' : path}: ${issue?.message ?? 'invalid'}`,
    revision: revisionOf(raw),
  };
}

function revisionOf(raw: unknown): number | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { type, revision } = raw as { type?: unknown; revision?: unknown };
  const isConfig = type === 'config' || type === 'config-delta';
  return isConfig && Number.isSafeInteger(revision) && Number(revision) >= 0 ? Number(revision) : undefined;
}
