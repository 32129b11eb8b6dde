import type { CallFacts, Fault, Outcome } from '../support/faults/synthetic-mesh';
import type { RandomMesh } from './random-mesh';
import { at, config, only, type Scenario, state } from './scenarios';

/** What a fault is put into, chosen by a seed. */
interface Target {
  mesh: RandomMesh;
  random: () => number;
  service: string;
  /** A number between both, evenly. */
  between: (from: number, to: number) => number;
}

type MakeFault = (target: Target) => Omit<Scenario, 'name'> | undefined;

const REFUSED = { code: 503, flags: 'UF', isUnanswered: true, isSourceOnly: true } as const;
const NOT_SENT = { isUnanswered: true, isSourceOnly: true } as const;

/** What happens to a share of the calls of a service. */
function answers(service: string, share: number, outcome: Outcome): Fault {
  return { outcome: ({ to, chance }) => (to === service && chance < share ? outcome : undefined) };
}

function rule(
  service: string,
  kind: 'VirtualService' | 'DestinationRule',
  path: string,
  before: string,
  after: string,
) {
  return [config(kind, service, [service], path, before, after)];
}

/** A call that a fault of one operation hits; undefined for a service with one operation alone. */
function oneOperation({ mesh, random, service }: Target): string | undefined {
  const { operations = [] } = mesh.paths.find(({ to }) => to === service) ?? {};
  return operations.length < 2 ? undefined : operations[Math.floor(random() * operations.length)];
}

function oneVersion({ mesh, random, service }: Target): string | undefined {
  const versions = mesh.versions[service] ?? [];
  return versions[Math.floor(random() * versions.length)]?.[0];
}

function oneCaller({ mesh, random, service }: Target): string {
  const callers = mesh.paths.filter(({ to }) => to === service).map(({ from }) => from);
  return callers[Math.floor(random() * callers.length)] ?? '';
}

const isAt = (service: string, facts: CallFacts) => facts.to === service;

/** Faults by name; each is put into whatever service, version, operation or caller the seed picks. */
export const RANDOM_FAULTS: Readonly<Record<string, MakeFault>> = {
  'connections refused': ({ service }) => ({
    fault: answers(service, 1, { ...REFUSED, transportFailure: 'ECONNREFUSED' }),
    expected: [{ cause: ['workload-down'], culprit: at(service) }],
  }),
  slow: ({ service, between }) => {
    const ms = between(150, 900);
    return {
      fault: { delayMs: (call) => (isAt(service, call) ? ms : 0) },
      expected: [{ cause: ['slow'], culprit: at(service) }],
    };
  },
  'one operation slow': (target) => {
    const operation = oneOperation(target);
    if (operation === undefined) return undefined;
    const { service, between } = target;
    const ms = between(200, 900);
    return {
      fault: { delayMs: (call) => (isAt(service, call) && call.operation === operation ? ms : 0) },
      expected: [{ cause: ['slow'], culprit: at(service), focus: operation }],
    };
  },
  'one version slow': (target) => {
    const version = oneVersion(target);
    if (version === undefined) return undefined;
    const { service, between } = target;
    const ms = between(200, 900);
    return {
      fault: { delayMs: (call) => (isAt(service, call) && call.version === version ? ms : 0) },
      expected: [{ cause: ['slow'], culprit: only(service, version) }],
    };
  },
  errors: ({ service, between }) => ({
    fault: answers(service, between(0.08, 0.9), { code: 500 }),
    expected: [{ cause: ['application-error'], culprit: at(service) }],
  }),
  'errors of one operation': (target) => {
    const operation = oneOperation(target);
    if (operation === undefined) return undefined;
    const { service, between } = target;
    const share = between(0.2, 0.9);
    return {
      fault: {
        outcome: (call) =>
          isAt(service, call) && call.operation === operation && call.chance < share
            ? { code: 502 }
            : undefined,
      },
      expected: [{ cause: ['application-error'], culprit: at(service), focus: operation }],
    };
  },
  'errors of one version': (target) => {
    const version = oneVersion(target);
    if (version === undefined) return undefined;
    const { service, between } = target;
    const share = between(0.2, 0.9);
    return {
      fault: {
        outcome: (call) =>
          isAt(service, call) && call.version === version && call.chance < share ? { code: 500 } : undefined,
      },
      expected: [{ cause: ['application-error'], culprit: only(service, version) }],
    };
  },
  'one endpoint dead': ({ service, random }) => {
    const dead = Math.floor(random() * 3);
    return {
      fault: {
        outcome: (call) =>
          isAt(service, call) && call.version === 'v1' && call.endpoint === dead
            ? { code: 503, flags: 'UF', isSourceOnly: true, transportFailure: 'ECONNREFUSED' }
            : undefined,
      },
      expected: [{ cause: ['endpoint-down'], culprit: at(service) }],
    };
  },
  'subset nobody has': ({ service }) => ({
    fault: answers(service, 1, { code: 503, flags: 'UH', details: 'no_healthy_upstream', ...NOT_SENT }),
    happenings: rule(service, 'DestinationRule', 'spec.subsets[0].labels.version', 'v1', 'v9'),
    expected: [{ cause: ['no-healthy-endpoint'], culprit: at(service) }],
  }),
  'host nobody has': ({ service }) => ({
    fault: answers(service, 1, { code: 500, flags: 'NC', details: 'cluster_not_found', ...NOT_SENT }),
    happenings: rule(service, 'VirtualService', 'spec.http[0].route[0].destination.host', service, 'typo'),
    expected: [{ cause: ['no-destination'], culprit: at(service) }],
  }),
  'a policy refuses everybody': ({ service }) => ({
    fault: answers(service, 1, { code: 403, details: 'rbac_access_denied_matched_policy[none]' }),
    expected: [{ cause: ['access-denied'], culprit: at(service) }],
  }),
  'a policy refuses one caller': (target) => {
    const caller = oneCaller(target);
    const { service } = target;
    return {
      fault: {
        outcome: (call) =>
          isAt(service, call) && call.from === caller
            ? { code: 403, details: 'rbac_access_denied_matched_policy[none]' }
            : undefined,
      },
      expected: [{ cause: ['access-denied'], culprit: at(service) }],
    };
  },
  'certificate expired': ({ service }) => ({
    fault: answers(service, 1, {
      ...REFUSED,
      transportFailure: 'TLS_error: CERTIFICATE_VERIFY_FAILED: CERT_HAS_EXPIRED',
    }),
    expected: [{ cause: ['certificate-invalid'], culprit: at(service) }],
  }),
  'mTLS mismatch': ({ service }) => ({
    fault: answers(service, 1, {
      ...{ code: 503, flags: 'UC', isSourceOnly: true },
      details: 'upstream_reset_before_response_started{connection_termination}',
    }),
    happenings: rule(service, 'DestinationRule', 'spec.trafficPolicy.tls.mode', 'ISTIO_MUTUAL', 'DISABLE'),
    expected: [{ cause: ['mtls-mismatch'], culprit: at(service) }],
  }),
  'pool overflow': ({ service, between }) => ({
    fault: answers(service, between(0.1, 0.7), { code: 503, flags: 'UO', ...NOT_SENT }),
    happenings: rule(
      service,
      'DestinationRule',
      'spec.trafficPolicy.connectionPool.tcp.maxConnections',
      '100',
      '5',
    ),
    expected: [{ cause: ['pool-overflow'], culprit: at(service) }],
  }),
  'retry storm': ({ service, between }) => {
    const share = between(0.25, 0.5);
    return {
      fault: {
        outcome: ({ to, chance }) =>
          to === service && chance < share
            ? { code: 503, flags: 'URX', destination: { code: 503 } }
            : undefined,
        tries: ({ to, chance }) => (to === service && chance < share + 0.2 ? 4 : 1),
      },
      expected: [{ cause: ['retry-storm'], culprit: at(service) }],
    };
  },
  'timeout too short': ({ service, between }) => ({
    fault: answers(service, between(0.3, 0.8), {
      ...{ code: 504, flags: 'UT', ms: 15, details: 'response_timeout', destination: { code: 200 } },
    }),
    happenings: rule(service, 'VirtualService', 'spec.http[0].timeout', '1s', '15ms'),
    expected: [{ cause: ['timeout-too-short'], culprit: at(service) }],
  }),
  overload: ({ service, between }) => {
    const [factor, ms] = [between(2, 4), between(150, 500)];
    return {
      fault: {
        load: ({ to }) => (to === service ? factor : 1),
        delayMs: ({ to, chance }) => (to === service ? ms * chance : 0),
        outcome: ({ to, chance }) => (to === service && chance > 0.85 ? { code: 503 } : undefined),
      },
      workloads: [state(`workload:shop/${service}-v1`, { cpuPercent: 96 })],
      expected: [{ cause: ['overload'], culprit: at(service) }],
    };
  },
  'no route': ({ service }) => ({
    fault: answers(service, 1, { code: 404, flags: 'NR', details: 'route_not_found', ...NOT_SENT }),
    expected: [{ cause: ['no-route'], culprit: at(service) }],
  }),
  'injected abort': ({ service, between }) => ({
    fault: answers(service, between(0.08, 0.6), {
      ...{ code: 500, flags: 'FI', details: 'fault_filter_abort', ...NOT_SENT },
    }),
    expected: [{ cause: ['fault-injected'], culprit: at(service) }],
  }),
  'rate limit': ({ service, between }) => ({
    fault: answers(service, between(0.3, 0.8), { code: 429, flags: 'RL', details: 'local_rate_limited' }),
    expected: [{ cause: ['rate-limited'], culprit: at(service) }],
  }),
  'connections break': ({ service, between }) => ({
    fault: answers(service, between(0.1, 0.4), {
      ...{ code: 503, flags: 'UC', isSourceOnly: true },
      details: 'upstream_reset_before_response_started{connection_termination}',
    }),
    expected: [{ cause: ['connection-broken'], culprit: at(service) }],
  }),
  'bad requests of one caller': (target) => {
    const caller = oneCaller(target);
    const { service, between } = target;
    const share = between(0.3, 0.8);
    return {
      fault: {
        outcome: (call) =>
          isAt(service, call) && call.from === caller && call.chance < share ? { code: 400 } : undefined,
      },
      expected: [{ cause: ['bad-request'], culprit: at(caller) }],
    };
  },
  'a caller gives up': (target) => {
    const caller = oneCaller(target);
    const { service, between } = target;
    const share = between(0.2, 0.6);
    return {
      fault: {
        outcome: (call) =>
          isAt(service, call) && call.from === caller && call.chance < share
            ? { code: 0, flags: 'DC', ms: 5 }
            : undefined,
      },
      expected: [{ cause: ['caller-cancelled'], culprit: at(caller) }],
    };
  },
  'errors, asked at a caller': (target) => {
    const { service, between } = target;
    return {
      fault: answers(service, between(0.3, 0.8), { code: 500 }),
      of: `workload:shop/${oneCaller(target)}-v1`,
      expected: [{ cause: ['application-error'], culprit: at(service) }],
    };
  },
  'errors here, slowness there': ({ mesh, random, service, between }) => {
    const others = mesh.services.filter((name) => name !== service);
    const slow = others[Math.floor(random() * others.length)] ?? '';
    const ms = between(200, 600);
    return {
      fault: {
        ...answers(service, between(0.3, 0.7), { code: 500 }),
        delayMs: ({ to }) => (to === slow ? ms : 0),
      },
      expected: [
        { cause: ['application-error'], culprit: at(service) },
        { cause: ['slow'], culprit: at(slow) },
      ],
    };
  },
};
