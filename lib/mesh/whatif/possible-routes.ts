import type { ResourceSet } from '../config/resource-set';
import { findVirtualHost } from '../routing/find-virtual-host';
import { barePlan, type RouteDecision } from '../routing/route-plan';
import type { RouteRequest } from '../routing/route-request';
import type { CompiledRoute, RouteConfig } from '../routing/route-table';
import type { UnseenFields } from './unseen-fields';

/** A decision that may have been taken, and what must be true of the unseen fields for it. */
export interface PossibleRoute {
  decision: RouteDecision;
  /** By condition, whether the request met it. */
  assumed: ReadonlyMap<string, boolean>;
  /** What the conditions look at. */
  fields: readonly string[];
}

const NO_VIRTUAL_HOST: RouteDecision = { virtualHost: '', plan: barePlan({ kind: 'not-found' }, '') };

/**
 * Every decision that `findHttpRoute` could take on a request of which some headers are not known; one decision when
 * no rule on the way looks at them. The same condition in two configurations has the same name, so that what is assumed
 * of a request in one holds in the other.
 */
export function possibleRoutes(
  config: RouteConfig,
  request: RouteRequest,
  unseen: UnseenFields,
  resources: ResourceSet,
): PossibleRoute[] {
  const virtualHost = findVirtualHost(config, request.authority);
  if (virtualHost === undefined) return [{ decision: NO_VIRTUAL_HOST, assumed: new Map(), fields: [] }];
  const found: PossibleRoute[] = [];
  const assumed = new Map<string, boolean>();
  const fields: string[] = [];
  for (const route of virtualHost.routes) {
    unseen.take();
    const takes = route.test === undefined || route.test(request);
    const asked = unseen.take();
    if (asked.length === 0) {
      if (!takes) continue;
      found.push({ decision: route.decision, assumed: new Map(assumed), fields: [...fields] });
      return found;
    }
    const key = conditionKey(route, resources);
    if (assumed.has(key)) continue;
    fields.push(...asked.filter((name) => !fields.includes(name)));
    found.push({
      decision: route.decision,
      assumed: new Map(assumed).set(key, true),
      fields: [...fields],
    });
    assumed.set(key, false);
  }
  found.push({ decision: virtualHost.notFound, assumed, fields });
  return found;
}

/** Whether one request can have taken both decisions. */
export function canBothHold(a: PossibleRoute, b: PossibleRoute): boolean {
  for (const [key, value] of a.assumed) {
    const other = b.assumed.get(key);
    if (other !== undefined && other !== value) return false;
  }
  return true;
}

/** The condition as it is written, wherever it stands. */
function conditionKey({ decision }: CompiledRoute, resources: ResourceSet): string {
  const known = KEYS.get(decision);
  if (known !== undefined) return known;
  const key = writeCondition(decision, resources);
  KEYS.set(decision, key);
  return key;
}

const KEYS = new WeakMap<RouteDecision, string>();

function writeCondition(decision: RouteDecision, resources: ResourceSet): string {
  const { origin } = decision.plan;
  if (origin === undefined) return 'default';
  const rule = findWrittenRule(decision, resources) as { match?: unknown[]; matches?: unknown[] } | undefined;
  const match = (rule?.match ?? rule?.matches)?.[origin.matchIndex ?? 0];
  // A rule that cannot be found again shares its condition with no other.
  return match === undefined ? JSON.stringify(origin) : JSON.stringify(sorted(match));
}

/** The rule a decision comes from, as it stands in its object. */
export function findWrittenRule({ plan: { origin } }: RouteDecision, resources: ResourceSet): unknown {
  if (origin === undefined) return undefined;
  const { kind, namespace, name } = origin.resource;
  const resource = resources.all.find(
    (one) => one.kind === kind && one.metadata.namespace === namespace && one.metadata.name === name,
  );
  return readPath(resource, origin.path);
}

function readPath(value: unknown, path: string): unknown {
  let at = value;
  for (const step of path.split(/[.[\]]+/).filter((part) => part !== '')) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Record<string, unknown>)[step];
  }
  return at;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => name !== 'name');
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, sorted(v)]));
}
