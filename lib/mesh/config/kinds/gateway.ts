import { flag, type Infer, list, map, object, oneOf, text, whole } from '../schema/schema';

const port = object({
  number: whole(),
  protocol: text('HTTP, HTTPS, GRPC, HTTP2, MONGO, TCP or TLS.'),
  name: text(),
  targetPort: whole(),
});

const serverTls = object({
  httpsRedirect: flag('Answers plain requests with 301 to https.'),
  mode: oneOf(['PASSTHROUGH', 'SIMPLE', 'MUTUAL', 'AUTO_PASSTHROUGH', 'ISTIO_MUTUAL', 'OPTIONAL_MUTUAL']),
  serverCertificate: text(),
  privateKey: text(),
  caCertificates: text(),
  caCrl: text(),
  credentialName: text(),
  credentialNames: list(text()),
  caCertCredentialName: text(),
  tlsCertificates: list(object({ serverCertificate: text(), privateKey: text(), caCertificates: text() })),
  subjectAltNames: list(text()),
  verifyCertificateSpki: list(text()),
  verifyCertificateHash: list(text()),
  minProtocolVersion: oneOf(['TLS_AUTO', 'TLSV1_0', 'TLSV1_1', 'TLSV1_2', 'TLSV1_3']),
  maxProtocolVersion: oneOf(['TLS_AUTO', 'TLSV1_0', 'TLSV1_1', 'TLSV1_2', 'TLSV1_3']),
  cipherSuites: list(text()),
});

const server = object({
  port,
  bind: text(),
  hosts: list(text('`[namespace/]host`; `./host` for this namespace.')),
  tls: serverTls,
  defaultEndpoint: text(),
  name: text(),
});

/** The spec of Istio's Gateway. */
export const GATEWAY_SCHEMA = object({
  servers: list(server),
  selector: map(text(), 'Labels of the proxies that open these servers.'),
});

export type GatewaySpec = Infer<typeof GATEWAY_SCHEMA>;
export type GatewayServer = Infer<typeof server>;
export type ServerTls = Infer<typeof serverTls>;
