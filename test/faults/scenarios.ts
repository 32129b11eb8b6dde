import type { Cause } from '@/lib/mesh/diagnosis/diagnosis';
import type { Happening, WorkloadState } from '@/lib/mesh/diagnosis/diagnosis-input';
import { type Fault, START_MS, STEP_MS } from '../support/faults/synthetic-mesh';

/** One fault, and what a good diagnosis says of it. */
export interface Scenario {
  name: string;
  /** Undefined: nothing is wrong. */
  fault?: Fault;
  faultStep?: number;
  of?: string;
  happenings?: readonly Happening[];
  workloads?: readonly WorkloadState[];
  isExternal?: (app: string) => boolean;
  /** Any of these at any of these nodes is right; several entries: each must be found. */
  expected: readonly { cause: readonly Cause[]; culprit: readonly string[]; focus?: string }[];
}

const FAULT_STEP = 62;
const atMs = (stepsBefore = 1) => START_MS + (FAULT_STEP - stepsBefore) * STEP_MS;
/** A service, or any of its versions. */
export const at = (app: string) => [
  `service:shop/${app}`,
  ...['v1', 'v2', 'v3'].map((v) => `workload:shop/${app}-${v}`),
];
/** One version alone. */
export const only = (app: string, version: string) => [`workload:shop/${app}-${version}`];

type ConfigKind = NonNullable<Happening['object']>['kind'];

/** A change of configuration just before the fault. */
export function config(
  kind: ConfigKind,
  name: string,
  mentions: string[],
  path: string,
  before: string,
  after: string,
): Happening {
  return {
    atMs: atMs(),
    kind: 'config',
    namespace: 'shop',
    subject: '',
    message: `revision 12 updated ${kind} ${name}`,
    object: {
      kind,
      namespace: 'shop',
      name,
      revision: 12,
      change: 'updated',
      mentions,
      fields: [{ path, before, after }],
    },
  };
}

function left(app: string, version = 'v1'): Happening {
  const subject = `workload:shop/${app}-${version}`;
  return {
    atMs: atMs(),
    kind: 'agent-left',
    namespace: 'shop',
    subject,
    message: `${app}-${version} was lost: its connection ended.`,
  };
}

/** What is known of a workload's instances. */
export function state(id: string, changes: Partial<WorkloadState>): WorkloadState {
  return {
    id,
    present: 3,
    missing: 0,
    listening: 3,
    cpuPercent: 20,
    certificateEndsMs: undefined,
    ...changes,
  };
}

/** Something unrelated that happens at the same time, to be told apart. */
const DECOY = config('VirtualService', 'stock', ['stock'], 'spec.http[0].retries.attempts', '1', '2');

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'crash: the process of bank is gone, its proxy still answers',
    fault: {
      outcome: ({ to }) =>
        to === 'bank'
          ? {
              code: 503,
              details: 'upstream_reset_before_response_started{connection_termination}',
              destination: { code: 503, flags: 'UF', ms: 1 },
            }
          : undefined,
    },
    workloads: [state('workload:shop/bank-v1', { listening: 0 })],
    expected: [{ cause: ['workload-down'], culprit: at('bank') }],
  },
  {
    name: 'crash: every instance of ledger left',
    fault: {
      outcome: ({ to }) =>
        to === 'ledger'
          ? { code: 503, flags: 'UH', details: 'no_healthy_upstream', isUnanswered: true, isSourceOnly: true }
          : undefined,
    },
    happenings: [left('ledger')],
    expected: [{ cause: ['workload-down'], culprit: at('ledger') }],
  },
  {
    name: 'crash: connections to stock are refused',
    fault: {
      outcome: ({ to }) =>
        to === 'stock'
          ? {
              code: 503,
              flags: 'UF',
              transportFailure: 'ECONNREFUSED',
              isUnanswered: true,
              isSourceOnly: true,
            }
          : undefined,
    },
    expected: [{ cause: ['workload-down'], culprit: at('stock') }],
  },
  {
    name: 'slow: bank takes 400 ms more',
    fault: { delayMs: ({ to }) => (to === 'bank' ? 400 : 0) },
    expected: [{ cause: ['slow'], culprit: at('bank') }],
  },
  {
    name: 'slow: stock takes ten times as long, asked at web',
    fault: { delayMs: ({ to }) => (to === 'stock' ? 60 : 0) },
    of: 'service:shop/catalog',
    expected: [{ cause: ['slow'], culprit: at('stock') }],
  },
  {
    name: 'slow: only payments v3',
    fault: { delayMs: ({ to, version }) => (to === 'payments' && version === 'v3' ? 600 : 0) },
    expected: [{ cause: ['slow'], culprit: only('payments', 'v3') }],
  },
  {
    name: 'slow: only POST /pay of payments',
    fault: { delayMs: ({ to, operation }) => (to === 'payments' && operation === 'POST /pay' ? 500 : 0) },
    expected: [{ cause: ['slow'], culprit: at('payments'), focus: 'POST /pay' }],
  },
  {
    name: 'errors of version: payments v3 answers 500',
    fault: {
      outcome: ({ to, version, chance }) =>
        to === 'payments' && version === 'v3' && chance < 0.6 ? { code: 500 } : undefined,
    },
    happenings: [
      {
        atMs: atMs(2),
        kind: 'version',
        namespace: 'shop',
        subject: 'workload:shop/payments-v3',
        message: 'payments runs version v3 for the first time.',
      },
    ],
    expected: [{ cause: ['application-error'], culprit: only('payments', 'v3') }],
  },
  {
    name: 'errors of version: a few of payments v2',
    fault: {
      outcome: ({ to, version, chance }) =>
        to === 'payments' && version === 'v2' && chance < 0.15 ? { code: 503 } : undefined,
    },
    expected: [{ cause: ['application-error'], culprit: only('payments', 'v2') }],
  },
  {
    name: 'errors of path: GET /items/{id} of catalog answers 500',
    fault: {
      outcome: ({ to, operation, chance }) =>
        to === 'catalog' && operation === 'GET /items/{id}' && chance < 0.5 ? { code: 500 } : undefined,
    },
    expected: [{ cause: ['application-error'], culprit: at('catalog'), focus: 'GET /items/{id}' }],
  },
  {
    name: 'errors of path: POST /pay of payments, asked at the edge from web',
    fault: {
      outcome: ({ to, operation, chance }) =>
        to === 'payments' && operation === 'POST /pay' && chance < 0.3 ? { code: 502 } : undefined,
    },
    of: 'workload:shop/web-v1->service:shop/payments#http',
    expected: [{ cause: ['application-error'], culprit: at('payments'), focus: 'POST /pay' }],
  },
  {
    name: 'errors of endpoint: one of three of bank answers 500',
    fault: { outcome: ({ to, endpoint }) => (to === 'bank' && endpoint === 1 ? { code: 500 } : undefined) },
    expected: [{ cause: ['endpoint-down'], culprit: at('bank') }],
  },
  {
    name: 'dead endpoint: one of three of stock takes no connections',
    fault: {
      outcome: ({ to, endpoint }) =>
        to === 'stock' && endpoint === 2
          ? { code: 503, flags: 'UF', isSourceOnly: true, transportFailure: 'ECONNREFUSED' }
          : undefined,
    },
    expected: [{ cause: ['endpoint-down'], culprit: at('stock') }],
  },
  {
    name: 'dead endpoint: one of three of ledger hangs until the timeout',
    fault: {
      outcome: ({ to, endpoint }) =>
        to === 'ledger' && endpoint === 0
          ? { code: 504, flags: 'UT', ms: 3_000, isSourceOnly: true, details: 'response_timeout' }
          : undefined,
    },
    expected: [{ cause: ['endpoint-down'], culprit: at('ledger') }],
  },
  {
    name: 'wrong subset: the rule of payments selects labels nobody has',
    fault: {
      outcome: ({ to }) =>
        to === 'payments'
          ? { code: 503, flags: 'UH', details: 'no_healthy_upstream', isUnanswered: true, isSourceOnly: true }
          : undefined,
    },
    happenings: [
      config('DestinationRule', 'payments', ['payments'], 'spec.subsets[0].labels.version', 'v1', 'v9'),
    ],
    expected: [{ cause: ['no-healthy-endpoint'], culprit: at('payments') }],
  },
  {
    name: 'wrong subset: a route leads to a subset that is not defined',
    fault: {
      outcome: ({ to, chance }) =>
        to === 'catalog' && chance < 0.5
          ? { code: 503, flags: 'NC', details: 'cluster_not_found', isUnanswered: true, isSourceOnly: true }
          : undefined,
    },
    happenings: [
      config(
        'VirtualService',
        'catalog',
        ['catalog'],
        'spec.http[0].route[1].destination.subset',
        'v1',
        'v7',
      ),
    ],
    expected: [{ cause: ['no-destination'], culprit: at('catalog') }],
  },
  {
    name: 'missing host: the route of bank leads nowhere',
    fault: {
      outcome: ({ to }) =>
        to === 'bank'
          ? { code: 500, flags: 'NC', details: 'cluster_not_found', isUnanswered: true, isSourceOnly: true }
          : undefined,
    },
    happenings: [
      config('VirtualService', 'bank', ['bank'], 'spec.http[0].route[0].destination.host', 'bank', 'bnak'),
    ],
    expected: [{ cause: ['no-destination'], culprit: at('bank') }],
  },
  {
    name: 'denied by policy: ledger refuses payments',
    fault: {
      outcome: ({ to }) =>
        to === 'ledger' ? { code: 403, details: 'rbac_access_denied_matched_policy[none]' } : undefined,
    },
    happenings: [
      config(
        'AuthorizationPolicy',
        'ledger',
        ['ledger'],
        'spec.rules[0].from[0].source.principals[0]',
        'a',
        'b',
      ),
    ],
    expected: [{ cause: ['access-denied'], culprit: at('ledger') }],
  },
  {
    name: 'denied by policy: payments refuses mobile only',
    fault: {
      outcome: ({ to, from }) =>
        to === 'payments' && from === 'mobile'
          ? { code: 403, details: 'rbac_access_denied_matched_policy[ns[shop]-policy[payments]-rule[0]]' }
          : undefined,
    },
    expected: [{ cause: ['access-denied'], culprit: at('payments') }],
  },
  {
    name: 'denied by the external authorizer',
    fault: {
      outcome: ({ to, chance }) =>
        to === 'web' && chance < 0.7 ? { code: 403, flags: 'UAEX', details: 'ext_authz_denied' } : undefined,
    },
    expected: [{ cause: ['access-denied'], culprit: at('web') }],
  },
  {
    name: 'token refused: the issuer of web changed',
    fault: {
      outcome: ({ to }) =>
        to === 'web'
          ? { code: 401, details: 'jwt_authn_access_denied{Jwt_issuer_is_not_configured}' }
          : undefined,
    },
    happenings: [config('RequestAuthentication', 'web', ['web'], 'spec.jwtRules[0].issuer', 'a', 'b')],
    expected: [{ cause: ['token-refused'], culprit: at('web') }],
  },
  {
    name: 'expired certificate of bank',
    fault: {
      outcome: ({ to }) =>
        to === 'bank'
          ? {
              code: 503,
              flags: 'UF',
              isUnanswered: true,
              isSourceOnly: true,
              transportFailure: 'TLS_error: CERTIFICATE_VERIFY_FAILED: CERT_HAS_EXPIRED',
            }
          : undefined,
    },
    workloads: [state('workload:shop/bank-v1', { certificateEndsMs: atMs(0) })],
    expected: [{ cause: ['certificate-invalid'], culprit: at('bank') }],
  },
  {
    name: 'wrong certificate of stock',
    fault: {
      outcome: ({ to }) =>
        to === 'stock'
          ? {
              code: 503,
              flags: 'UF',
              isUnanswered: true,
              isSourceOnly: true,
              transportFailure: 'TLS_error: CERTIFICATE_VERIFY_FAILED: UNABLE_TO_VERIFY_LEAF_SIGNATURE',
            }
          : undefined,
    },
    expected: [{ cause: ['certificate-invalid'], culprit: at('stock') }],
  },
  {
    name: 'mTLS mismatch: the rule says DISABLE where the callee is STRICT',
    fault: {
      outcome: ({ to }) =>
        to === 'payments'
          ? {
              code: 503,
              flags: 'UC',
              isSourceOnly: true,
              details: 'upstream_reset_before_response_started{connection_termination}',
            }
          : undefined,
    },
    happenings: [
      config(
        'DestinationRule',
        'payments',
        ['payments'],
        'spec.trafficPolicy.tls.mode',
        'ISTIO_MUTUAL',
        'DISABLE',
      ),
    ],
    expected: [{ cause: ['mtls-mismatch'], culprit: at('payments') }],
  },
  {
    name: 'mTLS mismatch: handshake fails',
    fault: {
      outcome: ({ to }) =>
        to === 'catalog'
          ? {
              code: 503,
              flags: 'UF',
              isUnanswered: true,
              isSourceOnly: true,
              transportFailure: 'TLS_error: wrong version number',
            }
          : undefined,
    },
    happenings: [config('PeerAuthentication', 'default', [], 'spec.mtls.mode', 'PERMISSIVE', 'STRICT')],
    expected: [{ cause: ['mtls-mismatch'], culprit: at('catalog') }],
  },
  {
    name: 'pool overflow: maxConnections 100 to 5',
    fault: {
      outcome: ({ to, chance }) =>
        to === 'payments' && chance < 0.38
          ? { code: 503, flags: 'UO', isUnanswered: true, isSourceOnly: true }
          : undefined,
    },
    happenings: [
      config(
        'DestinationRule',
        'payments',
        ['payments'],
        'spec.trafficPolicy.connectionPool.tcp.maxConnections',
        '100',
        '5',
      ),
      DECOY,
    ],
    expected: [{ cause: ['pool-overflow'], culprit: at('payments') }],
  },
  {
    name: 'pool overflow without a known change',
    fault: {
      outcome: ({ to, chance }) =>
        to === 'bank' && chance < 0.2
          ? { code: 503, flags: 'UO', isUnanswered: true, isSourceOnly: true }
          : undefined,
    },
    expected: [{ cause: ['pool-overflow'], culprit: at('bank') }],
  },
  {
    name: 'retry storm: three tries for each request of catalog at stock',
    fault: {
      outcome: ({ to, chance }) =>
        to === 'stock' && chance < 0.4 ? { code: 503, flags: 'URX', destination: { code: 503 } } : undefined,
      tries: ({ to, chance }) => (to === 'stock' && chance < 0.6 ? 4 : 1),
    },
    happenings: [DECOY],
    expected: [{ cause: ['retry-storm'], culprit: at('stock') }],
  },
  {
    name: 'retry storm at bank without a known change',
    fault: {
      outcome: ({ to, chance }) =>
        to === 'bank' && chance < 0.3 ? { code: 503, flags: 'URX', destination: { code: 503 } } : undefined,
      tries: ({ to, chance }) => (to === 'bank' && chance < 0.5 ? 3 : 1),
    },
    expected: [{ cause: ['retry-storm'], culprit: at('bank') }],
  },
  {
    name: 'timeout shorter than the callee: 20 ms for bank',
    fault: {
      outcome: ({ to, chance }) =>
        to === 'bank' && chance < 0.6
          ? { code: 504, flags: 'UT', ms: 20, details: 'response_timeout', destination: { code: 200 } }
          : undefined,
    },
    happenings: [config('VirtualService', 'bank', ['bank'], 'spec.http[0].timeout', '1s', '20ms')],
    expected: [{ cause: ['timeout-too-short'], culprit: at('bank') }],
  },
  {
    name: 'timeout shorter than the callee, no change known',
    fault: {
      outcome: ({ to, chance }) =>
        to === 'partner' && chance < 0.3
          ? { code: 504, flags: 'UT', ms: 30, details: 'response_timeout', destination: { code: 200 } }
          : undefined,
    },
    isExternal: () => false,
    expected: [{ cause: ['timeout-too-short'], culprit: at('partner') }],
  },
  {
    name: 'slow callee runs into the timeout: the callee is to blame',
    fault: {
      delayMs: ({ to }) => (to === 'ledger' ? 700 : 0),
      outcome: ({ to, chance }) =>
        to === 'ledger' && chance < 0.5
          ? { code: 504, flags: 'UT', ms: 500, details: 'response_timeout', destination: { code: 200 } }
          : undefined,
    },
    expected: [{ cause: ['slow'], culprit: at('ledger') }],
  },
  {
    name: 'black-holed egress: stock may not call the feed any more',
    fault: {
      target: ({ to }) => (to === 'partner' ? 'BlackHoleCluster' : undefined),
      outcome: ({ to }) =>
        to === 'BlackHoleCluster' ? { code: 502, details: 'direct_response', isSourceOnly: true } : undefined,
    },
    happenings: [config('ServiceEntry', 'partner', ['partner'], 'spec.hosts[0]', 'partner', 'partners')],
    expected: [
      { cause: ['egress-blocked'], culprit: ['workload:shop/stock-v1', 'service:unknown/BlackHoleCluster'] },
    ],
  },
  {
    name: 'external host does not answer',
    fault: {
      outcome: ({ to }) =>
        to === 'partner'
          ? { code: 504, flags: 'UT', ms: 2_000, isSourceOnly: true, isUnanswered: true }
          : undefined,
    },
    expected: [{ cause: ['external-unreachable'], culprit: at('partner') }],
  },
  {
    name: 'external host does not resolve',
    fault: {
      outcome: ({ to }) =>
        to === 'partner'
          ? {
              code: 503,
              flags: 'DF',
              details: 'dns_resolution_failure',
              isSourceOnly: true,
              isUnanswered: true,
            }
          : undefined,
    },
    expected: [{ cause: ['external-unreachable'], culprit: at('partner') }],
  },
  {
    name: 'overload: payments gets three times the calls and answers 503',
    fault: {
      load: ({ to }) => (to === 'payments' ? 3 : 1),
      delayMs: ({ to, chance }) => (to === 'payments' ? 200 * chance : 0),
      outcome: ({ to, chance }) => (to === 'payments' && chance > 0.8 ? { code: 503 } : undefined),
    },
    workloads: [state('workload:shop/payments-v1', { cpuPercent: 97 })],
    expected: [{ cause: ['overload'], culprit: at('payments') }],
  },
  {
    name: 'overload: bank slows down as calls double',
    fault: {
      load: ({ to }) => (to === 'bank' ? 2 : 1),
      delayMs: ({ to, chance }) => (to === 'bank' ? 300 * chance : 0),
    },
    expected: [{ cause: ['overload'], culprit: at('bank') }],
  },
  {
    name: 'errors: stock answers 500 and some 503 while it gets a little more to do',
    fault: {
      load: ({ to }) => (to === 'stock' ? 1.4 : 1),
      outcome: ({ to, chance }) =>
        to === 'stock' && chance < 0.06 ? { code: chance < 0.02 ? 503 : 500 } : undefined,
    },
    expected: [{ cause: ['application-error'], culprit: at('stock') }],
  },
  {
    name: 'gateway misroute: no route for web',
    fault: {
      outcome: ({ to }) =>
        to === 'web'
          ? { code: 404, flags: 'NR', details: 'route_not_found', isUnanswered: true, isSourceOnly: true }
          : undefined,
    },
    happenings: [config('Gateway', 'front', [], 'spec.servers[0].hosts[0]', '*', 'shop.example.com')],
    expected: [{ cause: ['no-route'], culprit: at('web') }],
  },
  {
    name: 'misroute: one path of web has no route any more',
    fault: {
      outcome: ({ to, operation }) =>
        to === 'web' && operation === 'GET /cart'
          ? { code: 404, flags: 'NR', details: 'route_not_found', isUnanswered: true, isSourceOnly: true }
          : undefined,
    },
    happenings: [config('VirtualService', 'web', ['web'], 'spec.http[0].match[0].uri.prefix', '/', '/shop')],
    expected: [{ cause: ['no-route'], culprit: at('web') }],
  },
  {
    name: 'injected abort at catalog',
    fault: {
      outcome: ({ to, chance }) =>
        to === 'catalog' && chance < 0.1
          ? { code: 500, flags: 'FI', details: 'fault_filter_abort', isSourceOnly: true, isUnanswered: true }
          : undefined,
    },
    happenings: [
      config(
        'VirtualService',
        'catalog',
        ['catalog'],
        'spec.http[0].fault.abort.percentage.value',
        '0',
        '10',
      ),
    ],
    expected: [{ cause: ['fault-injected'], culprit: at('catalog') }],
  },
  {
    name: 'injected delay at payments',
    fault: {
      outcome: ({ to, chance }) =>
        to === 'payments' && chance < 0.5 ? { code: 200, flags: 'DI', ms: 2_000 } : undefined,
    },
    expected: [{ cause: ['fault-injected'], culprit: at('payments') }],
  },
  {
    name: 'rate limit at payments',
    fault: {
      outcome: ({ to, chance }) =>
        to === 'payments' && chance < 0.4
          ? { code: 429, flags: 'RL', details: 'local_rate_limited' }
          : undefined,
    },
    happenings: [
      config(
        'EnvoyFilter',
        'payments',
        ['payments'],
        'spec.configPatches[0].patch.value.max_tokens',
        '100',
        '10',
      ),
    ],
    expected: [{ cause: ['rate-limited'], culprit: at('payments') }],
  },
  {
    name: 'network: connections to ledger break',
    fault: {
      outcome: ({ to, chance }) =>
        to === 'ledger' && chance < 0.2
          ? {
              code: 503,
              flags: 'UC',
              details: 'upstream_reset_before_response_started{connection_termination}',
              isSourceOnly: true,
            }
          : undefined,
    },
    expected: [{ cause: ['connection-broken'], culprit: at('ledger') }],
  },
  {
    name: 'bad requests: mobile asks payments for what is not there',
    fault: {
      outcome: ({ from, to, chance }) =>
        from === 'mobile' && to === 'payments' && chance < 0.5 ? { code: 400 } : undefined,
    },
    expected: [{ cause: ['bad-request'], culprit: ['workload:shop/mobile-v1'] }],
  },
  {
    name: 'caller gives up: mobile cancels',
    fault: {
      outcome: ({ from, to, chance }) =>
        from === 'mobile' && to === 'payments' && chance < 0.3 ? { code: 0, flags: 'DC', ms: 5 } : undefined,
    },
    expected: [{ cause: ['caller-cancelled'], culprit: ['workload:shop/mobile-v1'] }],
  },
  {
    name: 'propagated: bank answers 500, asked at the gateway',
    fault: { outcome: ({ to, chance }) => (to === 'bank' && chance < 0.4 ? { code: 500 } : undefined) },
    of: 'service:shop/web',
    expected: [{ cause: ['application-error'], culprit: at('bank') }],
  },
  {
    name: 'propagated: stock answers 503, asked at catalog',
    fault: { outcome: ({ to, chance }) => (to === 'stock' && chance < 0.5 ? { code: 503 } : undefined) },
    of: 'service:shop/catalog',
    expected: [{ cause: ['application-error'], culprit: at('stock') }],
  },
  {
    name: 'two at once: errors at bank, slowness at stock',
    fault: {
      outcome: ({ to, chance }) => (to === 'bank' && chance < 0.3 ? { code: 500 } : undefined),
      delayMs: ({ to }) => (to === 'stock' ? 200 : 0),
    },
    expected: [
      { cause: ['application-error'], culprit: at('bank') },
      { cause: ['slow'], culprit: at('stock') },
    ],
  },
  {
    name: 'two at once: a full pool at ledger, a policy at catalog',
    fault: {
      outcome: ({ to, chance }) =>
        to === 'ledger' && chance < 0.5
          ? { code: 503, flags: 'UO', isUnanswered: true, isSourceOnly: true }
          : to === 'catalog' && chance < 0.5
            ? { code: 403, details: 'rbac_access_denied_matched_policy[none]' }
            : undefined,
    },
    expected: [
      { cause: ['pool-overflow'], culprit: at('ledger') },
      { cause: ['access-denied'], culprit: at('catalog') },
    ],
  },
  {
    name: 'was so all the time: payments v3 answers 500 to a tenth',
    fault: {
      outcome: ({ to, version, chance }) =>
        to === 'payments' && version === 'v3' && chance < 0.3 ? { code: 500 } : undefined,
    },
    faultStep: 0,
    expected: [{ cause: ['application-error'], culprit: only('payments', 'v3') }],
  },
];

/** Where the faults above begin. */
export const BEGINS_AT_STEP = FAULT_STEP;
