import type { HttpRouteSpec } from '../../config/kinds/http-route';
import type { RolloutPlan, RolloutVersion, Sticky } from '../plan';
import { printSticky, readSticky, stickyPair } from './sticky-cookie';

type Rule = NonNullable<HttpRouteSpec['rules']>[number];
type Backend = NonNullable<Rule['backendRefs']>[number];
type BackendFilter = NonNullable<Backend['filters']>[number];

/** The canary's answers set the cookie; a cookie that it sets already is left alone. */
export function makeSticky(
  backends: readonly Backend[],
  versions: Pick<RolloutPlan, 'canary' | 'sticky'>,
): Backend[] {
  const pair = stickyPair(versions);
  if (pair === undefined) return [...backends];
  const cookie = { name: 'Set-Cookie', value: printSticky(pair, versions.sticky?.seconds ?? 0) };
  return backends.map((backend) => {
    if (backend.name !== versions.canary.host || setCookiesOf(backend).length > 0) return backend;
    const { filters = [] } = backend;
    const own = filters.find(({ type }) => type === 'ResponseHeaderModifier');
    const modifier = own?.responseHeaderModifier ?? {};
    const changed: BackendFilter = {
      type: 'ResponseHeaderModifier',
      responseHeaderModifier: { ...modifier, add: [...(modifier.add ?? []), cookie] },
    };
    return { ...backend, filters: [...filters.filter((one) => one !== own), changed] };
  });
}

/** The rule without the cookie of an earlier shape, where that is to be replaced. */
export function forgetSticky(
  rule: Rule,
  canary: RolloutVersion,
  isReplaced: (sticky: Required<Sticky>) => boolean,
): Rule {
  const isEarlier = (value: string): boolean => {
    const sticky = readSticky(value);
    return sticky !== undefined && isReplaced(sticky);
  };
  const isOurs = (backend: Backend): boolean =>
    backend.name === canary.host && setCookiesOf(backend).some(isEarlier);
  if (rule.backendRefs === undefined || !rule.backendRefs.some(isOurs)) return rule;
  return { ...rule, backendRefs: rule.backendRefs.map((one) => (isOurs(one) ? withoutSetCookie(one) : one)) };
}

function withoutSetCookie({ filters = [], ...rest }: Backend): Backend {
  const kept = filters.flatMap((filter): BackendFilter[] => {
    const { add = [], ...others } = filter.responseHeaderModifier ?? {};
    const left = add.filter(({ name }) => !isSetCookie(name));
    if (left.length === add.length) return [filter];
    const modifier = { ...others, ...(left.length === 0 ? {} : { add: left }) };
    return Object.keys(modifier).length === 0 ? [] : [{ ...filter, responseHeaderModifier: modifier }];
  });
  return kept.length === 0 ? rest : { ...rest, filters: kept };
}

/** Cookies that a backend's answers are made to set. */
export function setCookiesOf({ filters = [] }: Backend): string[] {
  return filters
    .flatMap(({ responseHeaderModifier }) => responseHeaderModifier?.add ?? [])
    .flatMap(({ name, value }) => (isSetCookie(name) ? (value ?? []) : []));
}

function isSetCookie(name: string | undefined): boolean {
  return name?.toLowerCase() === 'set-cookie';
}
