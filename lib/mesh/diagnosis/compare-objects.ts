import type { FieldChange } from './diagnosis-input';

const MAX_FIELDS = 20;
const MAX_MENTIONS = 60;
/** Fields whose change is nobody's reason. */
const SILENT =
  /^(status|metadata\.(resourceVersion|generation|uid|creationTimestamp|managedFields|annotations))/;
/** Fields that name hosts, workloads and gateways. */
const NAMING = /(^|\.)(host|hosts|gateways|app|name|version|service|targetRefs|rules|exportTo)(\.|\[|$)/;

/** The leaves in which two versions of an object differ. */
export function compareObjects(before: unknown, after: unknown): FieldChange[] {
  const [old, now] = [leavesOf(before), leavesOf(after)];
  const paths = [...new Set([...old.keys(), ...now.keys()])].filter((path) => !SILENT.test(path));
  return paths
    .filter((path) => old.get(path) !== now.get(path))
    .slice(0, MAX_FIELDS)
    .map((path) => ({ path, before: old.get(path), after: now.get(path) }));
}

/** The hosts and names an object speaks of: fully qualified ones also by their first label. */
export function listMentions(object: unknown): string[] {
  const found = new Set<string>();
  for (const [path, value] of leavesOf(object)) {
    if (!path.startsWith('spec.') || !NAMING.test(path) || found.size >= MAX_MENTIONS) continue;
    found.add(value);
    const dot = value.indexOf('.');
    if (dot > 0) found.add(value.slice(0, dot));
  }
  return [...found];
}

function leavesOf(value: unknown): Map<string, string> {
  const leaves = new Map<string, string>();
  collect(value, '', leaves);
  return leaves;
}

function collect(value: unknown, path: string, leaves: Map<string, string>): void {
  if (value === null || value === undefined) return;
  if (typeof value !== 'object') {
    leaves.set(path, String(value));
    return;
  }
  for (const [key, child] of Object.entries(value)) {
    const step = Array.isArray(value) ? `[${key}]` : path === '' ? key : `.${key}`;
    collect(child, `${path}${step}`, leaves);
  }
}
