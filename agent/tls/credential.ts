import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ConfigObject } from '../../lib/mesh/config/config-object';

/** A key with its certificates, and whom to believe; PEM. */
export interface Credential {
  readonly cert: string | undefined;
  readonly key: string | undefined;
  readonly ca: string | undefined;
  /** Revoked certificates. */
  readonly crl: string | undefined;
}

/** Where credentials are: Secrets of the configuration, and files of this machine. */
export interface CredentialSource {
  /** Throws with what is wrong where there is none, or one that cannot be used. */
  readSecret(namespace: string, name: string): Credential;
  readFiles(files: { cert: string; key: string; ca: string; crl: string }): Credential;
}

/** Reads Secrets of `kubernetes.io/tls` and of the generic form (`cert`, `key`, `cacert`), as Istio does. */
export function createCredentialSource(resources: readonly ConfigObject[]): CredentialSource {
  const secrets = new Map<string, ConfigObject>();
  const configMaps = new Map<string, ConfigObject>();
  for (const object of resources) {
    const key = `${object.metadata.namespace ?? 'default'}/${object.metadata.name}`;
    if (object.kind === 'ConfigMap') configMaps.set(key, object);
    // Authorities may stand in a ConfigMap; of two with one name the Secret counts.
    if (object.kind === 'Secret' || (object.kind === 'ConfigMap' && !secrets.has(key)))
      secrets.set(key, object);
  }
  return {
    readSecret(namespace, name) {
      // A BackendTLSPolicy says where its authorities stand: `configmap://namespace/name`.
      if (name.startsWith(CONFIG_MAP)) return readAuthority(configMaps, name.slice(CONFIG_MAP.length));
      // `kubernetes://name` and `kubernetes-gateway://namespace/name` are how Gateway API's references arrive.
      const path = name.replace(/^[a-z-]+:\/\//, '');
      const key = path.includes('/') ? path : `${namespace}/${path}`;
      const secret = secrets.get(key);
      if (secret === undefined) throw new Error(`Secret ${key} is not there`);
      const fields = fieldsOf(secret);
      const ca = fields.get('ca.crt') ?? fields.get('cacert') ?? findCa(secrets, key);
      return check(
        {
          cert: fields.get('tls.crt') ?? fields.get('cert'),
          key: fields.get('tls.key') ?? fields.get('key'),
          ca,
          crl: fields.get('ca.crl') ?? fields.get('crl'),
        },
        `Secret ${key}`,
      );
    },
    readFiles({ cert, key, ca, crl }) {
      const read = (file: string): string | undefined =>
        file === '' ? undefined : readFileSync(file, 'utf8');
      const files = { cert: read(cert), key: read(key), ca: read(ca), crl: read(crl) };
      return check(files, cert || ca);
    },
  };
}

const CONFIG_MAP = 'configmap://';

/** Connections to whom nobody vouches must fail, so a ConfigMap without authorities is none. */
function readAuthority(configMaps: ReadonlyMap<string, ConfigObject>, key: string): Credential {
  const found = configMaps.get(key);
  const ca = found === undefined ? undefined : fieldsOf(found).get('ca.crt');
  if (ca === undefined) throw new Error(`ConfigMap ${key} has no ca.crt`);
  return { cert: undefined, key: undefined, ca, crl: undefined };
}

/** `<name>-cacert` holds whom to believe, for those who may not see the key. */
function findCa(secrets: ReadonlyMap<string, ConfigObject>, key: string): string | undefined {
  const beside = secrets.get(`${key}-cacert`);
  if (beside === undefined) return undefined;
  const fields = fieldsOf(beside);
  return fields.get('ca.crt') ?? fields.get('cacert');
}

function fieldsOf({ data, kind, stringData }: ConfigObject): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [name, text] of Object.entries(data ?? {})) {
    if (typeof text !== 'string') continue;
    fields.set(name, kind === 'ConfigMap' ? text : Buffer.from(text, 'base64').toString('utf8'));
  }
  for (const [name, text] of Object.entries(stringData ?? {})) {
    if (typeof text === 'string') fields.set(name, text);
  }
  return fields;
}

function check(credential: Credential, source: string): Credential {
  const { cert, key } = credential;
  if ((cert === undefined) !== (key === undefined)) throw new Error(`${source} lacks a key or a certificate`);
  if (cert === undefined || key === undefined) return credential;
  const isPair = new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));
  if (!isPair) throw new Error(`${source}: the key belongs to another certificate`);
  return credential;
}
