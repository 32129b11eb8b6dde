import type { ConfigObject } from '@/lib/mesh/config/config-object';
import type { HttpRouteSpec } from '@/lib/mesh/config/kinds/http-route';
import type { VirtualServiceSpec } from '@/lib/mesh/config/kinds/virtual-service';
import type { CanaryMatch, RolloutTarget, Sticky } from '@/lib/mesh/rollout/plan';
import type { HeaderCondition } from '@/lib/mesh/rollout/rule/join-conditions';
import { conditionsOf } from '@/lib/mesh/rollout/rule/leads';
import { LEAD_RULES, leadsBefore, ownRules } from '@/lib/mesh/rollout/rule/managed-rule';
import { readMatchHeaders } from '@/lib/mesh/rollout/rule/shape-http-route';
import { readHeaders } from '@/lib/mesh/rollout/rule/shape-virtual-service';
import { setCookiesOf } from '@/lib/mesh/rollout/rule/sticky-backend';
import { readSticky } from '@/lib/mesh/rollout/rule/sticky-cookie';
import { findSetCookie } from '@/lib/mesh/rollout/rule/sticky-destination';
import type { Beside, WeightRow } from './rule-draft';

type Place = { host?: string | undefined; subset?: string | undefined };

/** What leads or copies requests to one version now; the last version stands for it when nothing does. */
export function readBeside(object: ConfigObject, target: RolloutTarget, rows: readonly WeightRow[]): Beside {
  const found = target.kind === 'HTTPRoute' ? readRoute(object, target) : readService(object, target);
  const keyOf = ({ host = '', subset = '' }: Place) =>
    rows.find((row) => row.host === host && row.subset === subset)?.key;
  const mirror = found.mirrors.find(({ place }) => keyOf(place) !== undefined);
  const led = found.led === undefined ? undefined : keyOf(found.led.place);
  const key = led ?? (mirror === undefined ? undefined : keyOf(mirror.place)) ?? rows.at(-1)?.key ?? '';
  const sticky = found.sticky.find(({ place }) => keyOf(place) === key)?.sticky;
  const match = led === undefined ? undefined : readMatch(found, sticky);
  const mirrorPercent = mirror !== undefined && keyOf(mirror.place) === key ? mirror.percent : 0;
  return {
    key,
    mirrorPercent,
    ...(match === undefined ? {} : { match }),
    ...(sticky === undefined ? {} : { sticky }),
  };
}

type Found = {
  /** The rule's own conditions on headers. */
  own: readonly HeaderCondition[];
  /** The rule in front of it. */
  led?: { place: Place; conditions: readonly HeaderCondition[] };
  mirrors: readonly { place: Place; percent: number }[];
  sticky: readonly { place: Place; sticky: Required<Sticky> }[];
};

const NOTHING: Found = { own: [], mirrors: [], sticky: [] };

function readService(object: ConfigObject, { rule }: RolloutTarget): Found {
  const http = (object.spec as VirtualServiceSpec).http ?? [];
  const own = ownRules(http)[rule];
  if (own === undefined) return NOTHING;
  const managed = leadsBefore(http, rule).find(({ name }) => name === LEAD_RULES.person);
  const single =
    own.mirror === undefined ? [] : [{ place: own.mirror, percent: own.mirrorPercentage?.value ?? 100 }];
  const several = (own.mirrors ?? []).flatMap(({ destination, percentage }) =>
    destination === undefined ? [] : [{ place: destination, percent: percentage?.value ?? 100 }],
  );
  const found = {
    own: (own.match ?? []).flatMap(readHeaders),
    mirrors: [...single, ...several],
    sticky: (own.route ?? []).flatMap(({ destination = {}, headers }) => {
      const sticky = readSticky(findSetCookie(headers?.response?.add ?? {})?.value ?? '');
      return sticky === undefined ? [] : [{ place: destination, sticky }];
    }),
  };
  if (managed === undefined) return found;
  const conditions = readHeaders(managed.match?.[0] ?? {});
  return { ...found, led: { place: managed.route?.[0]?.destination ?? {}, conditions } };
}

function readRoute(object: ConfigObject, { rule }: RolloutTarget): Found {
  const rules = (object.spec as HttpRouteSpec).rules ?? [];
  const own = ownRules(rules)[rule];
  if (own === undefined) return NOTHING;
  const managed = leadsBefore(rules, rule).find(({ name }) => name === LEAD_RULES.person);
  const found = {
    own: (own.matches ?? []).flatMap(readMatchHeaders),
    mirrors: (own.filters ?? []).flatMap(({ requestMirror }) =>
      requestMirror === undefined
        ? []
        : [{ place: { host: requestMirror.backendRef?.name }, percent: requestMirror.percent ?? 100 }],
    ),
    sticky: (own.backendRefs ?? []).flatMap((backend) =>
      setCookiesOf(backend).flatMap((value) => {
        const sticky = readSticky(value);
        return sticky === undefined ? [] : [{ place: { host: backend.name }, sticky }];
      }),
    ),
  };
  if (managed === undefined) return found;
  const conditions = readMatchHeaders(managed.matches?.[0] ?? {});
  return { ...found, led: { place: { host: managed.backendRefs?.[0]?.name }, conditions } };
}

const COOKIE = /^\(\.\*;\\s\*\)\?(.*?)=(.*)\(\\s\*;\.\*\)\?$/;

/** What the rule in front asks for that neither the rule itself nor the cookie of those who stay does. */
function readMatch({ own, led }: Found, sticky: Required<Sticky> | undefined): CanaryMatch | undefined {
  const stays =
    sticky === undefined ? [] : conditionsOf({ cookie: { name: sticky.cookie, value: sticky.value } });
  const wanted = (led?.conditions ?? []).filter(
    (one) => ![...own, ...stays].some(({ name, kind, value }) => isEqual(one, { name, kind, value })),
  );
  const header = wanted.find(({ kind }) => kind === 'exact');
  const [, name, value] = COOKIE.exec(wanted.find(({ kind }) => kind === 'regex')?.value ?? '') ?? [];
  if (header === undefined && name === undefined) return undefined;
  return {
    ...(header === undefined ? {} : { header: { name: header.name, value: header.value } }),
    ...(name === undefined || value === undefined
      ? {}
      : { cookie: { name: readEscaped(name), value: readEscaped(value) } }),
  };
}

function isEqual(a: HeaderCondition, b: HeaderCondition): boolean {
  return a.name === b.name && a.kind === b.kind && a.value === b.value;
}

function readEscaped(pattern: string): string {
  return pattern.replaceAll(/\\(.)/g, '$1');
}
