import type { HeaderStage } from '../../lib/mesh/routing/header-stage';
import type { RoutePlan } from '../../lib/mesh/routing/route-plan';
import type { RouteConfig, RouteTable } from '../../lib/mesh/routing/route-table';

const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;
/** What would end a header line early, or be read as the next one. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
const LINE_BREAKER = /[\u0000-\u0008\u000a-\u001f\u007f]/;

/** Why a proxy must not serve by these routes: what it would write would not be HTTP; undefined when it may. */
export function findRouteFault(table: RouteTable): string | undefined {
  const chains = table.listeners.flatMap((listener) => listener.chains);
  const gateways = chains.flatMap(({ http }) => (http === undefined ? [] : [http]));
  const egress = [table, ...[...table.httpProxies.values()].map(({ routes }) => routes)];
  const calls = egress.flatMap(({ httpByPort, otherPorts }) => [...httpByPort.values(), otherPorts]);
  for (const config of [...calls, ...gateways]) {
    const fault = findConfigFault(config);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function findConfigFault({ virtualHosts }: RouteConfig): string | undefined {
  for (const { name, routes } of virtualHosts) {
    for (const { decision } of routes) {
      const fault = findPlanFault(decision.plan);
      if (fault !== undefined) return `route of ${name}: ${fault}`;
    }
  }
  return undefined;
}

function findPlanFault({ action, session }: RoutePlan): string | undefined {
  if (session !== undefined && !HEADER_NAME.test(session.name.toLowerCase())) {
    return `"${session.name}" is no name of a ${session.kind}`;
  }
  switch (action.kind) {
    case 'forward':
      return firstFault(
        action.destinations.flatMap(({ authority, requestHeaders, responseHeaders }) => [
          findTextFault('authority', authority),
          ...[...requestHeaders, ...responseHeaders].map(findStageFault),
        ]),
      );
    case 'redirect':
      return firstFault([
        findTextFault('redirect host', action.host),
        findTextFault('redirect scheme', action.scheme),
        ...action.responseHeaders.map(findStageFault),
      ]);
    case 'direct-response':
      return firstFault([
        action.status < 200 || action.status > 599 ? `${action.status} is no status of an answer` : undefined,
        ...action.responseHeaders.map(findStageFault),
      ]);
    default:
      return undefined;
  }
}

function findStageFault({ changes, remove }: HeaderStage): string | undefined {
  const name = [...remove, ...changes.map((change) => change.name)].find((one) => !HEADER_NAME.test(one));
  if (name !== undefined) return `"${name}" is no name of a header`;
  return firstFault(changes.map((change) => findTextFault(`header ${change.name}`, change.value)));
}

function findTextFault(what: string, text: string | undefined): string | undefined {
  return text !== undefined && LINE_BREAKER.test(text) ? `${what} holds a control character` : undefined;
}

function firstFault(faults: readonly (string | undefined)[]): string | undefined {
  return faults.find((fault) => fault !== undefined);
}
