import type { ConfigObject } from '@/lib/mesh/config/config-object';
import type { HttpRouteSpec } from '@/lib/mesh/config/kinds/http-route';
import type { VirtualServiceSpec } from '@/lib/mesh/config/kinds/virtual-service';
import type { RolloutTarget } from '@/lib/mesh/rollout/plan';
import { ownRules } from '@/lib/mesh/rollout/rule/managed-rule';
import { shapeObject } from '@/lib/mesh/rollout/rule/shape-object';
import { type Beside, isBesideUsed, type RuleDraft, type WeightRow } from './rule-draft';

/** The object with the draft written into its rule; everything else in it stays as it is. */
export function writeDraft(
  object: ConfigObject,
  target: RolloutTarget,
  draft: RuleDraft,
  before: RuleDraft,
): ConfigObject {
  const weighed = writeWeights(object, target, draft.rows);
  const isUnchanged = JSON.stringify(draft.beside) === JSON.stringify(before.beside);
  // Users stay only while there are two versions to choose from: the shares decide about that too.
  if (isUnchanged && draft.beside.sticky === undefined) return weighed;
  const { key } = before.beside;
  const cleared = isBesideUsed(before.beside)
    ? writeBeside(weighed, target, draft.rows, { key, mirrorPercent: 0 })
    : weighed;
  return isBesideUsed(draft.beside) ? writeBeside(cleared, target, draft.rows, draft.beside) : cleared;
}

function writeBeside(
  object: ConfigObject,
  target: RolloutTarget,
  rows: readonly WeightRow[],
  { key, match, sticky, mirrorPercent }: Beside,
): ConfigObject {
  const canary = rows.find((row) => row.key === key);
  const stable = rows.find((row) => row.key !== key) ?? canary;
  if (canary === undefined || stable === undefined) return object;
  const shape = { canaryPercent: canary.percent, mirrorPercent, ...(match === undefined ? {} : { match }) };
  const owner = 'person' as const;
  const versions = { target, stable, canary, owner, ...(sticky === undefined ? {} : { sticky }) };
  return shapeObject(object, versions, shape);
}

/** The object with the rows as the destinations of its rule. */
function writeWeights(object: ConfigObject, target: RolloutTarget, rows: readonly WeightRow[]): ConfigObject {
  const spec =
    target.kind === 'HTTPRoute'
      ? weighRoute(object.spec as HttpRouteSpec, target.rule, rows)
      : weighService(object.spec as VirtualServiceSpec, target.rule, rows);
  return { ...object, spec };
}

function weighService(
  spec: VirtualServiceSpec,
  rule: number,
  rows: readonly WeightRow[],
): VirtualServiceSpec {
  const own = ownRules(spec.http ?? [])[rule];
  if (own !== undefined) {
    const route = weigh(own.route ?? [], rows, toDestination);
    return { ...spec, http: (spec.http ?? []).map((one) => (one === own ? { ...one, route } : one)) };
  }
  const tcp = spec.tcp?.[rule];
  if (tcp === undefined) return spec;
  const route = weigh(tcp.route ?? [], rows, toDestination);
  return { ...spec, tcp: (spec.tcp ?? []).map((one) => (one === tcp ? { ...one, route } : one)) };
}

function weighRoute(spec: HttpRouteSpec, rule: number, rows: readonly WeightRow[]): HttpRouteSpec {
  const own = ownRules(spec.rules ?? [])[rule];
  if (own === undefined) return spec;
  const backendRefs = weigh(own.backendRefs ?? [], rows, (model, { host }) => ({ ...model, name: host }));
  return { ...spec, rules: (spec.rules ?? []).map((one) => (one === own ? { ...one, backendRefs } : one)) };
}

type Weighted = { weight?: number };

/** New destinations are made after the first one, so that ports and header changes are kept. */
function weigh<T extends Weighted>(
  now: readonly T[],
  rows: readonly WeightRow[],
  toNew: (model: T | undefined, row: WeightRow) => T,
): T[] {
  return rows.map((row) => {
    const before = row.origin === undefined ? undefined : now[row.origin];
    const target = before ?? toNew(now[0], row);
    const isAlone = rows.length === 1 && now.length === 1;
    return isAlone ? target : { ...target, weight: row.percent };
  });
}

function toDestination<T extends Weighted & { destination?: object }>(
  model: T | undefined,
  row: WeightRow,
): T {
  const destination = {
    ...model?.destination,
    host: row.host,
    ...(row.subset === '' ? {} : { subset: row.subset }),
  };
  return { ...model, destination } as T;
}
