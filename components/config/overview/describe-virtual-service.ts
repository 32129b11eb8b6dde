import type { HttpRoute, VirtualServiceSpec } from '@/lib/mesh/config/kinds/virtual-service';
import { routeTitle } from '@/lib/mesh/config/wizards/parts/route-title';
import { fact, type OverviewSection } from './overview-section';

type Weighted = NonNullable<HttpRoute['route']>;

/** A VirtualService in words: whom it answers for, and route by route where requests go. */
export function describeVirtualService(spec: VirtualServiceSpec): OverviewSection[] {
  const { hosts, gateways, exportTo, http = [], tcp = [], tls = [] } = spec;
  return [
    {
      title: 'Answers for',
      facts: [
        ...fact('Hosts', hosts),
        ...fact('Comes in by', gateways ?? ['mesh (calls between workloads)']),
        ...fact('Seen by', exportTo),
      ],
    },
    ...http.map(describeHttp),
    ...[...tls, ...tcp].map((route, index) => ({
      title: `Connections ${index + 1}`,
      facts: fact('When', route.match === undefined ? 'always' : routeTitle(route)),
      shares: sharesOf(route.route ?? []),
    })),
  ];
}

function describeHttp(route: HttpRoute, index: number): OverviewSection {
  const { match, redirect, directResponse, rewrite, timeout, retries, fault, mirrors, mirror } = route;
  const copies = [...(mirrors ?? []), ...(mirror === undefined ? [] : [{ destination: mirror }])];
  return {
    title: `${index + 1}. ${route.name ?? (match === undefined ? 'Every request' : routeTitle(route))}`,
    facts: [
      ...fact(
        'When',
        (match ?? []).length === 0
          ? 'any request'
          : match?.map((one) => routeTitle({ match: [one] })).join('; or '),
      ),
      ...fact(
        'Answers',
        directResponse?.status === undefined ? undefined : `${directResponse.status} by itself`,
      ),
      ...fact('Redirects to', [redirect?.authority ?? '', redirect?.uri ?? ''].join('')),
      ...fact(
        'Rewrites to',
        [rewrite?.authority ?? '', rewrite?.uri ?? rewrite?.uriRegexRewrite?.rewrite ?? ''].join(''),
      ),
      ...fact('Timeout', timeout),
      ...fact('Retries', retriesWords(retries)),
      ...fact('Delays', faultWords(fault?.delay?.fixedDelay, fault?.delay?.percentage?.value)),
      ...fact(
        'Fails',
        faultWords(fault?.abort?.httpStatus ?? fault?.abort?.grpcStatus, fault?.abort?.percentage?.value),
      ),
      ...fact(
        'Copies to',
        copies.map(({ destination }) => destinationName(destination)),
      ),
    ],
    shares: sharesOf(route.route ?? []),
  };
}

function retriesWords(retries: HttpRoute['retries']): string | undefined {
  if (retries?.attempts === undefined) return undefined;
  if (retries.attempts === 0) return 'none';
  const each = retries.perTryTimeout === undefined ? '' : `, ${retries.perTryTimeout} each`;
  return `${retries.attempts}${each}${retries.retryOn === undefined ? '' : ` on ${retries.retryOn}`}`;
}

function faultWords(what: string | number | undefined, percent: number | undefined): string | undefined {
  return what === undefined ? undefined : `${percent ?? 100} % of requests: ${what}`;
}

function destinationName(destination: Weighted[number]['destination']): string {
  const { host = '?', subset, port } = destination ?? {};
  return `${host}${subset === undefined ? '' : ` ${subset}`}${port?.number === undefined ? '' : `:${port.number}`}`;
}

/** One destination gets everything whatever its weight; several share by weight. */
function sharesOf(routes: Weighted): { label: string; percent: number }[] {
  const total = routes.reduce((sum, { weight = 0 }) => sum + weight, 0);
  return routes.map(({ destination, weight = 0 }) => ({
    label: destinationName(destination),
    percent: routes.length === 1 ? 100 : total === 0 ? 0 : (weight / total) * 100,
  }));
}
