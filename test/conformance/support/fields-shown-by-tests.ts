/** A field whose meaning no compiled rule can show, and the test with real agents that does. */
interface ShownField {
  kind: string;
  path: string;
  /** From the root of the repository. */
  test: string;
}

const GATEWAY_TLS = 'test/unit/agent/tls/gateway-server.test.ts';

export const SHOWN_BY_TESTS: readonly ShownField[] = [
  ...[
    'serverCertificate',
    'privateKey',
    'caCertificates',
    'caCrl',
    'credentialName',
    'credentialNames',
    'caCertCredentialName',
    'tlsCertificates',
    'subjectAltNames',
    'verifyCertificateSpki',
    'verifyCertificateHash',
    'minProtocolVersion',
    'maxProtocolVersion',
    'cipherSuites',
  ].map((name) => ({ kind: 'Gateway', path: `spec.servers[].tls.${name}`, test: GATEWAY_TLS })),
  ...[
    'caCrl',
    'verifyCertificateSpki',
    'verifyCertificateHash',
    'minProtocolVersion',
    'maxProtocolVersion',
    'cipherSuites',
  ].map((name) => ({ kind: 'Sidecar', path: `spec.ingress[].tls.${name}`, test: GATEWAY_TLS })),
  ...['data', 'stringData'].map((path) => ({ kind: 'Secret', path, test: GATEWAY_TLS })),
  { kind: 'ConfigMap', path: 'data', test: GATEWAY_TLS },
];
