import type { RankedChange } from './diagnosis';
import type { DiagnosisInput, Happening } from './diagnosis-input';

/** A change is looked for so long before a beginning, and a little after: clocks and the scan are not exact. */
const BEFORE_MS = 300_000;
const AFTER_STEPS = 2;
const MIN_WEIGHT = 0.12;

/** Whom a change would have to be about. */
export interface ChangeScope {
  sinceMs: number;
  /** Node ids: culprit, called service, caller. */
  nodes: readonly string[];
  /** Names of services, workloads, hosts. */
  names: readonly string[];
  namespaces: readonly string[];
}

/** What happened just before and may be the reason, the likeliest first. */
export function rankChanges(
  input: DiagnosisInput,
  scope: ChangeScope,
): (RankedChange & { from: Happening })[] {
  const afterMs = AFTER_STEPS * input.stepMs;
  return input.happenings
    .filter(({ atMs }) => atMs <= scope.sinceMs + afterMs && atMs >= scope.sinceMs - BEFORE_MS)
    .map((from) => {
      const lagMs = Math.max(0, scope.sinceMs - from.atMs - input.stepMs);
      const near = Math.exp(-lagMs / 90_000);
      const weight = near * relation(from, scope);
      return {
        atMs: from.atMs,
        kind: from.kind,
        message: describeChange(from),
        weight,
        evidence: toEvidence(from),
        from,
      };
    })
    .filter(({ weight }) => weight >= MIN_WEIGHT)
    .sort((a, b) => b.weight - a.weight || b.atMs - a.atMs);
}

/** How much a happening is about these nodes, 0..1. */
function relation({ subject, object, namespace }: Happening, scope: ChangeScope): number {
  if (subject !== '' && scope.nodes.includes(subject)) return 1;
  if (object?.mentions.some((mention) => scope.names.includes(mention))) return 1;
  if (object !== undefined && object.mentions.length === 0 && scope.namespaces.includes(namespace))
    return 0.7;
  if (scope.namespaces.includes(namespace)) return 0.3;
  return object === undefined ? 0.1 : 0.2;
}

/** A change in words: what was set to what, where that is known. */
export function describeChange({ message, object }: Happening): string {
  if (object === undefined) return message.replace(/\.$/, '');
  const { kind, name, revision, change, fields } = object;
  const what = `revision ${revision}`;
  if (change !== 'updated') return `${what} ${change} ${kind} ${name}`;
  const [field] = fields;
  if (field === undefined) return `${what} changed ${kind} ${name}`;
  const leaf = field.path.split('.').at(-1) ?? field.path;
  const value = field.after === undefined ? `removed ${leaf}` : `set ${leaf} to ${field.after}`;
  const rest = fields.length > 1 ? ` and changed ${fields.length - 1} more` : '';
  return `${what} ${value}${rest} in ${kind} ${name}`;
}

function toEvidence(happening: Happening): RankedChange['evidence'] {
  const text = describeChange(happening);
  const { object, rollout, atMs } = happening;
  if (object !== undefined) {
    const { kind, namespace, name, revision } = object;
    return { text, link: { kind: 'config', object: kind, namespace, name, revision } };
  }
  if (rollout !== undefined) return { text, link: { kind: 'rollout', id: rollout } };
  return { text, link: { kind: 'moment', atMs } };
}
