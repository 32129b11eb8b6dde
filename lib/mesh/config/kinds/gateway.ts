import { flag, type Infer, list, map, object, oneOf, requiring, text, whole } from '../schema/schema';

const port = requiring(
  object(
    {
      number: whole('1 to 65535; 0 for a Unix socket.'),
      protocol: text('HTTP, HTTPS, GRPC, GRPC-WEB, HTTP2, MONGO, REDIS, MYSQL, TCP or TLS.'),
      name: text('A name no other server of this gateway has.'),
      targetPort: whole('Means nothing on a gateway.'),
    },
    'What the server listens on.',
  ),
  'number',
  'protocol',
  'name',
);

const versions = ['TLS_AUTO', 'TLSV1_0', 'TLSV1_1', 'TLSV1_2', 'TLSV1_3'] as const;

const serverTls = object(
  {
    httpsRedirect: flag('Answers plain requests with 301 to https.'),
    mode: oneOf(
      ['PASSTHROUGH', 'SIMPLE', 'MUTUAL', 'AUTO_PASSTHROUGH', 'ISTIO_MUTUAL', 'OPTIONAL_MUTUAL'],
      'Whether TLS is ended here, and whether callers must show a certificate.',
    ),
    serverCertificate: text('File with the certificate.'),
    privateKey: text('File with the private key.'),
    caCertificates: text('File with the authorities callers are verified against.'),
    caCrl: text('File with revoked certificates of callers.'),
    credentialName: text('Secret with certificate and key, in the namespace of the gateway.'),
    credentialNames: list(text(), 'Several secrets: one certificate for each kind of key.'),
    caCertCredentialName: text('Secret or ConfigMap with the authorities callers are verified against.'),
    tlsCertificates: list(
      object(
        {
          serverCertificate: text('File with the certificate.'),
          privateKey: text('File with the private key.'),
          caCertificates: text('File with the authorities callers are verified against.'),
        },
        'A certificate and its key.',
      ),
      'Several certificates: one for each kind of key.',
    ),
    subjectAltNames: list(text(), 'Names of which the certificate of a caller must carry one.'),
    verifyCertificateSpki: list(text(), 'Hashes of public keys callers may have (SHA-256, Base64).'),
    verifyCertificateHash: list(text(), 'Hashes of certificates callers may have (SHA-256, hexadecimal).'),
    minProtocolVersion: oneOf(versions, 'Oldest version of TLS, 1.2 by default.'),
    maxProtocolVersion: oneOf(versions, 'Newest version of TLS.'),
    cipherSuites: list(text(), "Ciphers, in OpenSSL's names."),
  },
  'TLS towards callers.',
);

const server = requiring(
  object(
    {
      port,
      bind: text('IP address or unix:// path to listen on.'),
      hosts: list(
        text(),
        'Hosts served here: `[namespace/]host`; `./host` for this namespace, wildcards allowed.',
      ),
      tls: serverTls,
      defaultEndpoint: text('Where connections go that nothing else routes.'),
      name: text('Name of the server, for statistics.'),
    },
    'A port that is opened and the hosts served on it.',
  ),
  'port',
  'hosts',
);

/** The spec of Istio's Gateway. */
export const GATEWAY_SCHEMA = object(
  {
    servers: list(server, 'Ports that are opened, and what for.'),
    selector: map(text(), 'Labels of the proxies that open these servers.'),
  },
  'Ports and hosts at the edge of the mesh; a VirtualService says what happens to the requests.',
);

export type GatewaySpec = Infer<typeof GATEWAY_SCHEMA>;
export type GatewayServer = Infer<typeof server>;
export type ServerTls = Infer<typeof serverTls>;
