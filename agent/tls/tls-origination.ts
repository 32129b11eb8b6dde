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

/** TLS by a DestinationRule's own certificates (SIMPLE, MUTUAL), towards services outside the mesh. */
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
  { caCertificates, caCrl, clientCertificate, credentialName, mode, privateKey }: ClientTlsPlan,
  { namespace }: OriginationTarget,
  source: CredentialSource,
): { credential: Credential; fault: string | undefined } {
  try {
    const isMutual = mode === 'MUTUAL';
    const credential =
      credentialName === ''
        ? source.readFiles({
            cert: isMutual ? clientCertificate : '',
            key: isMutual ? privateKey : '',
            ca: caCertificates === 'system' ? '' : caCertificates,
            crl: caCrl,
          })
        : source.readSecret(namespace, credentialName);
    if (isMutual && credential.cert === undefined) throw new Error('MUTUAL needs a client certificate');
    return { credential, fault: undefined };
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    return { credential: { cert: undefined, key: undefined, ca: undefined, crl: undefined }, fault };
  }
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
