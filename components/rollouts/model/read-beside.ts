import type { ConfigObject } from '@/lib/mesh/config/config-object';
import type { HttpRouteSpec } from '@/lib/mesh/config/kinds/http-route';
import type { VirtualServiceSpec } from '@/lib/mesh/config/kinds/virtual-service';
import type { CanaryMatch, RolloutTarget } from '@/lib/mesh/rollout/plan';
import { MANAGED_RULE, ownRules } from '@/lib/mesh/rollout/rule/managed-rule';
import type { Beside, WeightRow } from './rule-draft';

type Place = { host?: string | undefined; subset?: string | undefined };
type Condition = { name: string; exact?: string | undefined; regex?: string | undefined };

/** What leads or copies requests to one version now; the last version stands for it when nothing does. */
export function readBeside(object: ConfigObject, target: RolloutTarget, rows: readonly WeightRow[]): Beside {
  const found = target.kind === 'HTTPRoute' ? readRoute(object, target) : readService(object, target);
  const keyOf = ({ host = '', subset = '' }: Place) =>
    rows.find((row) => row.host === host && row.subset === subset)?.key;
  const mirror = found.mirrors.find(({ place }) => keyOf(place) !== undefined);
  const led = found.led === undefined ? undefined : keyOf(found.led.place);
  const key = led ?? (mirror === undefined ? undefined : keyOf(mirror.place)) ?? rows.at(-1)?.key ?? '';
  const match = led === undefined ? undefined : readMatch(found.led?.conditions ?? []);
  const mirrorPercent = mirror !== undefined && keyOf(mirror.place) === key ? mirror.percent : 0;
  return { key, mirrorPercent, ...(match === undefined ? {} : { match }) };
}

type Found = {
  led?: { place: Place; conditions: Condition[] };
  mirrors: { place: Place; percent: number }[];
};

function readService(object: ConfigObject, { rule }: RolloutTarget): Found {
  const http = (object.spec as VirtualServiceSpec).http ?? [];
  const own = ownRules(http)[rule];
  if (own === undefined) return { mirrors: [] };
  const managed = http[http.indexOf(own) - 1];
  const single =
    own.mirror === undefined ? [] : [{ place: own.mirror, percent: own.mirrorPercentage?.value ?? 100 }];
  const several = (own.mirrors ?? []).flatMap(({ destination, percentage }) =>
    destination === undefined ? [] : [{ place: destination, percent: percentage?.value ?? 100 }],
  );
  const mirrors = [...single, ...several];
  if (managed?.name !== MANAGED_RULE) return { mirrors };
  const before = own.match?.[0]?.headers ?? {};
  const conditions = Object.entries(managed.match?.[0]?.headers ?? {})
    .filter(([name]) => !(name in before))
    .map(([name, value]) => ({ name, exact: value.exact, regex: value.regex }));
  return { mirrors, led: { place: managed.route?.[0]?.destination ?? {}, conditions } };
}

function readRoute(object: ConfigObject, { rule }: RolloutTarget): Found {
  const rules = (object.spec as HttpRouteSpec).rules ?? [];
  const own = ownRules(rules)[rule];
  if (own === undefined) return { mirrors: [] };
  const managed = rules[rules.indexOf(own) - 1];
  const mirrors = (own.filters ?? []).flatMap(({ requestMirror }) =>
    requestMirror === undefined
      ? []
      : [{ place: { host: requestMirror.backendRef?.name }, percent: requestMirror.percent ?? 100 }],
  );
  if (managed?.name !== MANAGED_RULE) return { mirrors };
  const before = own.matches?.[0]?.headers?.length ?? 0;
  const conditions = (managed.matches?.[0]?.headers ?? [])
    .slice(before)
    .map(({ type, name = '', value }) => ({
      name,
      ...(type === 'RegularExpression' ? { regex: value } : { exact: value }),
    }));
  return { mirrors, led: { place: { host: managed.backendRefs?.[0]?.name }, conditions } };
}

const COOKIE = /^\(\.\*;\\s\*\)\?(.*?)=(.*)\(\\s\*;\.\*\)\?$/;

function readMatch(conditions: readonly Condition[]): CanaryMatch | undefined {
  const header = conditions.find(({ exact }) => exact !== undefined);
  const [, name, value] = COOKIE.exec(conditions.find(({ regex }) => regex !== undefined)?.regex ?? '') ?? [];
  if (header === undefined && name === undefined) return undefined;
  return {
    ...(header?.exact === undefined ? {} : { header: { name: header.name, value: header.exact } }),
    ...(name === undefined || value === undefined
      ? {}
      : { cookie: { name: readEscaped(name), value: readEscaped(value) } }),
  };
}

function readEscaped(pattern: string): string {
  return pattern.replaceAll(/\\(.)/g, '$1');
}
