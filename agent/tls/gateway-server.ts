import { X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import {
  createSecureContext,
  createServer,
  type SecureContext,
  type SecureVersion,
  type Server,
  type TLSSocket,
} from 'node:tls';
import type { ServerTls } from '../../lib/mesh/config/kinds/gateway';
import type { ListenerTls } from '../../lib/mesh/routing/route-table';
import type { CredentialSource } from './credential';
import { findClientFault } from './find-client-fault';
import { readSpiffeId } from './read-spiffe-id';
import type { RefusalLog } from './refusal-log';
import { noteCarrier } from './reset-socket';

/** Called when the handshake is done; `principal` is the SPIFFE id of a verified client that has one. */
type OnOpened = (socket: TLSSocket, principal: string | undefined) => void;

const VERSIONS: Readonly<Record<string, SecureVersion>> = {
  TLSV1_0: 'TLSv1',
  TLSV1_1: 'TLSv1.1',
  TLSV1_2: 'TLSv1.2',
  TLSV1_3: 'TLSv1.3',
};

/** Ends TLS for one server of a gateway, with the certificates of its Secrets or files. */
export class GatewayServer {
  readonly #server: Server;
  readonly #waiting = new WeakMap<Socket, { remoteAddress: string; onOpened: OnOpened }>();
  readonly #refusals: RefusalLog;
  readonly #needsClient: boolean;
  readonly #settings: ServerTls;

  /** Throws with what is wrong with a credential. */
  constructor(plan: ListenerTls, source: CredentialSource, refusals: RefusalLog, handshakeMs: number) {
    const { mode, settings } = plan;
    this.#refusals = refusals;
    this.#settings = settings;
    this.#needsClient = mode === 'MUTUAL';
    const wantsClient = mode === 'MUTUAL' || mode === 'OPTIONAL_MUTUAL';
    const contexts = createContexts(plan, source, wantsClient);
    const [first] = contexts;
    if (first === undefined) throw new Error('it names no certificate');
    this.#server = createServer({
      ...first.options,
      requestCert: wantsClient,
      rejectUnauthorized: false,
      ALPNProtocols: ['h2', 'http/1.1'],
      handshakeTimeout: handshakeMs,
      sessionIdContext: 'meshscope-gateway',
      SNICallback: (name, done) => done(null, chooseContext(contexts, first, name).context),
      ...versionsOf(settings),
    });
    this.#server.on('secureConnection', (socket) => this.#onSecured(socket));
    this.#server.on('tlsClientError', (error: NodeJS.ErrnoException, socket) => {
      const remoteAddress = this.#take(socket)?.remoteAddress ?? 'unknown';
      const isTimeout = error.code === 'ERR_TLS_HANDSHAKE_TIMEOUT';
      refusals.note(isTimeout ? 'handshake-timeout' : 'handshake', remoteAddress, error.code);
      socket.destroy();
    });
  }

  open(socket: Socket, remoteAddress: string, onOpened: OnOpened): void {
    this.#waiting.set(socket, { remoteAddress, onOpened });
    this.#server.emit('connection', socket);
  }

  #onSecured(socket: TLSSocket): void {
    const waiting = this.#take(socket);
    if (waiting === undefined) {
      socket.destroy();
      return;
    }
    const certificate = socket.getPeerX509Certificate();
    const isVerified = certificate !== undefined && socket.authorized;
    // A certificate that is shown must be good, also where none is asked for.
    const fault = isVerified ? findClientFault(certificate, this.#settings) : undefined;
    if (fault === undefined && (isVerified || (certificate === undefined && !this.#needsClient))) {
      waiting.onOpened(socket, isVerified ? readSpiffeId(certificate) : undefined);
      return;
    }
    const reason = certificate === undefined ? 'no-certificate' : 'untrusted-certificate';
    this.#refusals.note(reason, waiting.remoteAddress, fault ?? String(socket.authorizationError ?? ''));
    setImmediate(() => socket.destroy());
  }

  #take(socket: TLSSocket) {
    // Node keeps the wrapped socket here; it has no public name for it.
    const carrier = (socket as unknown as { _parent?: Socket })._parent;
    if (carrier === undefined) return undefined;
    const waiting = this.#waiting.get(carrier);
    this.#waiting.delete(carrier);
    noteCarrier(socket, carrier);
    return waiting;
  }
}

interface Context {
  options: { cert: string; key: string; ca?: string; crl?: string };
  context: SecureContext;
  certificate: X509Certificate;
}

function createContexts(
  { namespace, settings }: ListenerTls,
  source: CredentialSource,
  wantsClient: boolean,
): Context[] {
  const names =
    settings.credentialNames ?? (settings.credentialName === undefined ? [] : [settings.credentialName]);
  const files = settings.tlsCertificates ?? [settings];
  const credentials =
    names.length > 0
      ? names.map((name) => source.readSecret(namespace, name))
      : files.map(({ caCertificates, privateKey, serverCertificate }) =>
          source.readFiles({
            cert: serverCertificate ?? '',
            key: privateKey ?? '',
            ca: caCertificates ?? '',
            crl: settings.caCrl ?? '',
          }),
        );
  const caName = settings.caCertCredentialName;
  const authority = caName === undefined ? undefined : source.readSecret(namespace, caName);
  return credentials.flatMap(({ cert, key, ca, crl }) => {
    if (cert === undefined || key === undefined) return [];
    const trusted = authority?.ca ?? ca;
    const revoked = authority === undefined ? crl : authority.crl;
    if (wantsClient && trusted === undefined) throw new Error('there is nothing to verify clients with');
    const options = {
      cert,
      key,
      ...(wantsClient && trusted !== undefined ? { ca: trusted } : {}),
      ...(wantsClient && revoked !== undefined ? { crl: revoked } : {}),
    };
    const context = createSecureContext({ ...options, ...versionsOf(settings) });
    return [{ options, context, certificate: new X509Certificate(cert) }];
  });
}

/** Of several certificates the one that is for the name asked for, else the first. */
function chooseContext(contexts: readonly Context[], first: Context, name: string): Context {
  return contexts.find(({ certificate }) => certificate.checkHost(name) !== undefined) ?? first;
}

/** TLS 1.2 is the least by default, as in Envoy. */
function versionsOf({ cipherSuites, maxProtocolVersion, minProtocolVersion }: ServerTls) {
  const max = VERSIONS[maxProtocolVersion ?? ''];
  return {
    minVersion: VERSIONS[minProtocolVersion ?? ''] ?? ('TLSv1.2' as const),
    ...(max === undefined ? {} : { maxVersion: max }),
    ...(cipherSuites === undefined || cipherSuites.length === 0 ? {} : { ciphers: cipherSuites.join(':') }),
  };
}
