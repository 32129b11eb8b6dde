import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import {
  checkServerIdentity,
  connect,
  createSecureContext,
  type PeerCertificate,
  type TLSSocket,
} from 'node:tls';
import type { ClientTlsPlan } from '../../lib/mesh/routing/effective-traffic-policy';
import type { Credential, CredentialSource } from './credential';
import { noteCarrier } from './reset-socket';
import type { UpstreamProtocol, UpstreamTls } from './upstream-tls';

/** TLS by the certificates that a DestinationRule or a BackendTLSPolicy names (SIMPLE, MUTUAL). */
export interface OriginationTarget {
  hostPort: string;
  /** The service's host: SNI and expected name unless the rule says otherwise. */
  host: string;
  /** Where `credentialName` is looked up. */
  namespace: string;
}

/** How to reach `target`; a credential that cannot be read fails each connection, never falls back to plain text. */
export function originateTls(
  plan: ClientTlsPlan,
  target: OriginationTarget,
  source: CredentialSource,
): UpstreamTls {
  const { credential, fault } = readCredential(plan, target, source);
  const serverName = plan.sni === '' ? target.host : plan.sni;
  const { cert, key, ca, crl } = credential;
  const context =
    fault === undefined
      ? createSecureContext({
          ...(cert === undefined || plan.mode !== 'MUTUAL' ? {} : { cert }),
          ...(key === undefined || plan.mode !== 'MUTUAL' ? {} : { key }),
          ...(ca === undefined ? {} : { ca }),
          ...(crl === undefined ? {} : { crl }),
          minVersion: 'TLSv1.2',
        })
      : undefined;
  let session: Buffer | undefined;
  return {
    poolKey: `${target.hostPort} ${plan.mode} ${serverName} ${fingerprintOf(plan, credential)}`,
    peerPrincipal: () => undefined,
    localPrincipal: () => undefined,
    secure(socket: Socket, protocol: UpstreamProtocol = 'http1'): TLSSocket {
      if (context === undefined) throw new Error(fault);
      const secured = connect({
        socket,
        secureContext: context,
        servername: serverName,
        ...ALPN[protocol],
        rejectUnauthorized: !plan.insecureSkipVerify,
        ...(session === undefined ? {} : { session }),
        checkServerIdentity: (_name, peer) => checkNames(plan, serverName, peer),
      });
      noteCarrier(secured, socket);
      secured.on('session', (ticket) => {
        session = ticket;
      });
      return secured;
    },
  };
}

/** Bytes that are none of our business are announced as nothing. */
const ALPN = {
  http1: { ALPNProtocols: ['http/1.1'] },
  http2: { ALPNProtocols: ['h2'] },
  tcp: {},
} as const;

function readCredential(
  plan: ClientTlsPlan,
  { namespace }: OriginationTarget,
  source: CredentialSource,
): { credential: Credential; fault: string | undefined } {
  const { clientCredentialName, fault, mode } = plan;
  try {
    if (fault !== '') return { credential: NO_CREDENTIAL, fault };
    const isMutual = mode === 'MUTUAL';
    const trusted = readTrust(plan, namespace, source);
    const own = clientCredentialName === '' ? trusted : source.readSecret(namespace, clientCredentialName);
    if (isMutual && own.cert === undefined) throw new Error('MUTUAL needs a client certificate');
    return { credential: { ...trusted, cert: own.cert, key: own.key }, fault: undefined };
  } catch (error) {
    return { credential: NO_CREDENTIAL, fault: error instanceof Error ? error.message : String(error) };
  }
}

const NO_CREDENTIAL: Credential = { cert: undefined, key: undefined, ca: undefined, crl: undefined };

function readTrust(
  { caCertificates, caCrl, clientCertificate, credentialName, mode, privateKey }: ClientTlsPlan,
  namespace: string,
  source: CredentialSource,
): Credential {
  if (credentialName !== '') return source.readSecret(namespace, credentialName);
  const isMutual = mode === 'MUTUAL';
  return source.readFiles({
    cert: isMutual ? clientCertificate : '',
    key: isMutual ? privateKey : '',
    ca: caCertificates === 'system' ? '' : caCertificates,
    crl: caCrl,
  });
}

/** The names a rule lists replace the host's own; they may be URIs, too. */
function checkNames(plan: ClientTlsPlan, serverName: string, peer: PeerCertificate): Error | undefined {
  const { insecureSkipVerify, subjectAltNames } = plan;
  if (insecureSkipVerify) return undefined;
  if (subjectAltNames.length === 0) return checkServerIdentity(serverName, peer);
  const names = (peer.subjectaltname ?? '').includes('"') ? [] : (peer.subjectaltname ?? '').split(', ');
  const isListed = subjectAltNames.some(
    (name) => names.includes(`URI:${name}`) || checkServerIdentity(name, peer) === undefined,
  );
  if (isListed) return undefined;
  return Object.assign(new Error('the certificate has none of the expected names'), {
    code: 'ERR_TLS_SAN_MISMATCH',
  });
}

function fingerprintOf(plan: ClientTlsPlan, credential: Credential): string {
  const text = JSON.stringify([plan, credential]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
