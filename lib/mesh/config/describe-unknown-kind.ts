import { nearestName } from '../text/nearest-name';
import { CONFIG_KINDS, kindOf } from './kinds';
import type { ConfigResource } from './resource';

/** Says that a kind is unknown, and which one was probably meant. */
export function describeUnknownKind({
  kind,
  apiVersion,
}: Pick<ConfigResource, 'kind' | 'apiVersion'>): string {
  const known = Object.values(CONFIG_KINDS);
  const same = known.find((one) => one.kind.toLowerCase() === kind.toLowerCase());
  const near = nearestName(
    kind,
    known.map((one) => one.kind),
  );
  const meant = same ?? known.find((one) => one.kind === near);
  if (meant === undefined) return `Meshscope knows no kind "${kind}"`;
  const version = meant.versions.at(-1) ?? '';
  const right = meant.group === '' ? version : `${meant.group}/${version}`;
  return `Meshscope knows no kind "${kind}" of ${apiVersion}; did you mean ${meant.kind} of ${right}?`;
}

/** Says that a kind has no such version; undefined where it has. */
export function describeUnknownVersion(resource: ConfigResource): string | undefined {
  const kind = kindOf(resource);
  const versions: readonly string[] = kind === undefined ? [] : CONFIG_KINDS[kind].versions;
  if (kind === undefined || versions.includes(resource.version)) return undefined;
  return `${resource.kind} has no version "${resource.version}", only ${versions.join(', ')}`;
}

/** Whether an object of an unknown kind can only be a mistake: Istio has no kinds that are not known here. */
export function isMistakenKind({ group }: Pick<ConfigResource, 'group'>): boolean {
  return ISTIO_GROUPS.has(group);
}

const ISTIO_GROUPS: ReadonlySet<string> = new Set(
  Object.values(CONFIG_KINDS)
    .map(({ group }) => group)
    .filter((group) => group.endsWith('.istio.io')),
);
