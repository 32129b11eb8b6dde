import { answer, filter, forward, perRoute, redirect } from '../support/envoy-config';
import type { PeerCase } from '../support/peer-case';

const ROUTE = 'route: [{destination: {host: reviews}}]';
const CALL = { 'content-type': 'application/grpc', te: 'trailers' };
const call = (headers: Readonly<Record<string, string>> = {}) => ({
  method: 'POST',
  path: '/shop.Cart/Get',
  headers: { ...CALL, ...headers },
});
/** Every status that a condition of retries names, two that none does, and what is no gRPC at all. */
const ANSWERED = ['grpc=0', 'grpc=1', 'grpc=4', 'grpc=5', 'grpc=8', 'grpc=13', 'grpc=14', 'status=503'];
const answered = ANSWERED.map((how) => call({ 'x-answer': how }));
const retrying = (conditions: string): PeerCase => ({
  name: `gRPC retried on ${conditions}`,
  ours: `
  - retries: {attempts: 2, retryOn: '${conditions}'}
    ${ROUTE}
`,
  envoy: {
    routes: [forward({ prefix: '/' }, { retry_policy: { retry_on: conditions, num_retries: 2 } })],
  },
  requests: [...answered, { headers: { 'x-answer': 'grpc=14' } }],
});

/** Calls of gRPC: what is tried again, how long they may take, and in which words they are answered. */
export const GRPC_CALLS: readonly PeerCase[] = [
  retrying('unavailable'),
  retrying('cancelled'),
  retrying('deadline-exceeded,resource-exhausted'),
  retrying('internal'),
  retrying('5xx'),
  {
    name: "Istio's default retries of gRPC",
    ours: `
  - ${ROUTE}
`,
    envoy: { routes: [forward({ prefix: '/' })] },
    requests: answered,
  },
  {
    name: 'gRPC that takes too long',
    ours: `
  - timeout: 150ms
    retries: {attempts: 0}
    ${ROUTE}
`,
    envoy: {
      routes: [
        forward(
          { prefix: '/' },
          { timeout: '0.15s', max_grpc_timeout: '0.15s', retry_policy: { num_retries: 0 } },
        ),
      ],
    },
    requests: [
      call({ 'x-answer': 'slow' }),
      call({ 'x-answer': 'slow', 'grpc-timeout': '50m' }),
      call({ 'x-answer': 'slow', 'grpc-timeout': '9S' }),
      call({ 'grpc-timeout': 'nonsense' }),
    ],
  },
  {
    name: 'gRPC whose caller alone says how long',
    ours: `
  - retries: {attempts: 0}
    ${ROUTE}
`,
    envoy: {
      routes: [forward({ prefix: '/' }, { max_grpc_timeout: '0s', retry_policy: { num_retries: 0 } })],
    },
    requests: [
      call({ 'x-answer': 'slow', 'grpc-timeout': '100m' }),
      call({ 'x-answer': 'slow', 'grpc-timeout': '9S' }),
      call({ 'x-answer': 'slow' }),
    ],
  },
  ...(['UNAVAILABLE', 'PERMISSION_DENIED', 'OK'] as const).map(
    (status, at): PeerCase => ({
      name: `an abort with gRPC's ${status}`,
      ours: `
  - fault: {abort: {grpcStatus: ${status}, percentage: {value: 100}}}
    ${ROUTE}
`,
      envoy: {
        routes: [
          forward(
            { prefix: '/' },
            {},
            {
              typed_per_filter_config: perRoute('fault', 'fault.v3.HTTPFault', {
                abort: { grpc_status: [14, 7, 0][at], percentage: { numerator: 100 } },
              }),
            },
          ),
        ],
      },
      requests: [call(), {}],
    }),
  ),
  {
    name: 'gRPC answered by a rule',
    ours: `
  - match: [{uri: {prefix: /moved}}]
    redirect: {uri: /there}
  - directResponse: {status: 200, body: {string: 'said by a rule'}}
`,
    envoy: {
      routes: [
        redirect({ prefix: '/moved' }, { path_redirect: '/there' }),
        answer({ prefix: '/' }, 'said by a rule'),
      ],
    },
    requests: [call(), { ...call(), path: '/moved' }],
  },
  {
    name: 'gRPC that a policy refuses',
    isInbound: true,
    ours: `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: calls, namespace: shop}
spec: {rules: [{to: [{operation: {methods: [POST], paths: [/shop.Cart/Get, /shop.Desk/*]}}]}]}
`,
    envoy: {
      isInbound: true,
      filters: [
        filter('rbac', 'rbac.v3.RBAC', {
          rules: {
            action: 'ALLOW',
            policies: {
              'ns[shop]-policy[calls]-rule[0]': {
                permissions: [
                  {
                    and_rules: {
                      rules: [
                        { header: { name: ':method', string_match: { exact: 'POST' } } },
                        {
                          or_rules: {
                            rules: [
                              { url_path: { path: { exact: '/shop.Cart/Get' } } },
                              { url_path: { path: { prefix: '/shop.Desk/' } } },
                            ],
                          },
                        },
                      ],
                    },
                  },
                ],
                principals: [{ any: true }],
              },
            },
          },
        }),
      ],
      routes: [forward({ prefix: '/' }, { retry_policy: undefined })],
    },
    requests: [call(), { ...call(), path: '/shop.Desk/Any' }, { ...call(), path: '/shop.Cart/Put' }],
  },
];
