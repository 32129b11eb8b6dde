import type { ConfigKindName } from '../../config/kinds';
import type { ConfigResource } from '../../config/resource';
import { STATUS, type StatusCondition } from '../read/kubernetes-kinds';
import { readObject } from '../read/read-spec';
import type { Rule } from '../rule';

const WAYPOINT = ['istio.io/WaypointBound'];
const ROUTE = ['Accepted', 'Programmed', 'ResolvedRefs'];

/** The conditions that say, where they are False, that an object has no effect. */
const CONDITIONS: Partial<Record<ConfigKindName, readonly string[]>> = {
  Service: WAYPOINT,
  ServiceEntry: WAYPOINT,
  WorkloadEntry: WAYPOINT,
  AuthorizationPolicy: ['ZtunnelAccepted', 'WaypointAccepted'],
  K8sGateway: ROUTE,
  HTTPRoute: ROUTE,
  GRPCRoute: ROUTE,
};

const KINDS = Object.keys(CONDITIONS) as ConfigKindName[];

/** What controllers say while they are still at work. */
const BENIGN: ReadonlySet<string> = new Set(['Pending', 'ListenersNotValid', 'ListenerSetsNotValid']);

export const negativeCondition: Rule = {
  name: 'gateway-api/negative-condition',
  codes: ['IST0171', 'GWAPI'],
  severity: 'warning',
  inputs: KINDS,
  why: 'Its controller refused the object, in part or whole: what it says does not happen.',
  docs: 'https://gateway-api.sigs.k8s.io/guides/implementers/#conditions',
  check(snapshot, report) {
    for (const kind of KINDS) {
      for (const resource of snapshot.list(kind)) {
        for (const { condition, path, codes } of negatives(resource, kind)) {
          report(resource, {
            path,
            codes,
            message: `${resource.metadata.name} has the condition ${condition.type} ${condition.status}${condition.reason ? ` (${condition.reason})` : ''}: ${condition.message ?? 'no reason is given'}`,
          });
        }
      }
    }
  },
};

interface Negative {
  condition: StatusCondition;
  path: string;
  codes: string[];
}

function negatives(resource: ConfigResource, kind: ConfigKindName): Negative[] {
  const { conditions = [], parents = [], listeners = [] } = readObject(resource, STATUS).status ?? {};
  const wanted = CONDITIONS[kind] ?? [];
  const isGateway = kind === 'K8sGateway';
  const own = conditions.flatMap((condition, index): Negative[] => {
    const codes = [
      ...(isNegative(condition, wanted) ? ['IST0171'] : []),
      ...(isGateway && isUnready(condition) ? ['GWAPI'] : []),
    ];
    return codes.length === 0 ? [] : [{ condition, path: `status.conditions[${index}]`, codes }];
  });
  const ofParents = parents.flatMap((parent, i) =>
    (parent.conditions ?? []).flatMap((condition, j): Negative[] =>
      isNegative(condition, wanted)
        ? [{ condition, path: `status.parents[${i}].conditions[${j}]`, codes: ['IST0171'] }]
        : [],
    ),
  );
  const ofListeners = listeners.flatMap((listener, i) =>
    (listener.conditions ?? []).flatMap((condition, j): Negative[] =>
      isGateway && isBroken(condition)
        ? [{ condition, path: `status.listeners[${i}].conditions[${j}]`, codes: ['GWAPI'] }]
        : [],
    ),
  );
  return [...own, ...ofParents, ...ofListeners];
}

function isNegative({ type = '', status, reason }: StatusCondition, wanted: readonly string[]): boolean {
  if (!wanted.includes(type)) return false;
  return status === 'False' || (type === 'WaypointAccepted' && reason === 'PartiallyInvalid');
}

function isUnready({ type = '', status, reason = '', message = '' }: StatusCondition): boolean {
  if (status !== 'False' || !['Accepted', 'Programmed', 'Ready', 'Scheduled'].includes(type)) return false;
  const isWaiting = reason === 'AddressNotAssigned' && message.toLowerCase().includes('address pending');
  return !BENIGN.has(reason) && !isWaiting;
}

function isBroken({ type = '', status, reason = '' }: StatusCondition): boolean {
  if (['Conflicted', 'Detached'].includes(type)) return status === 'True';
  return (
    ['Accepted', 'Programmed', 'ResolvedRefs', 'Ready'].includes(type) &&
    status === 'False' &&
    !BENIGN.has(reason)
  );
}
