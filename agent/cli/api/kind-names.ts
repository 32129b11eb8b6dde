import { CONFIG_KINDS, type ConfigKindName } from '../../../lib/mesh/config/kinds';
import { suggestName } from '../options/suggest-name';
import { UsageError } from '../options/usage-error';

/** kubectl's short names. */
const SHORT: Readonly<Record<string, ConfigKindName>> = {
  vs: 'VirtualService',
  dr: 'DestinationRule',
  gw: 'Gateway',
  se: 'ServiceEntry',
  we: 'WorkloadEntry',
  wg: 'WorkloadGroup',
  pa: 'PeerAuthentication',
  ra: 'RequestAuthentication',
  ap: 'AuthorizationPolicy',
  gtw: 'K8sGateway',
  gc: 'GatewayClass',
  svc: 'Service',
  ns: 'Namespace',
  cm: 'ConfigMap',
  sa: 'ServiceAccount',
  ing: 'Ingress',
};

const NAMES = Object.keys(CONFIG_KINDS) as ConfigKindName[];

/** The kind a person means: `vs`, `virtualservice`, `VirtualServices`, `gateway.networking.k8s.io`. */
export function parseKind(text: string): ConfigKindName {
  const word = text.toLowerCase();
  const short = SHORT[word];
  if (short !== undefined) return short;
  const found = NAMES.find((name) => spellings(name).includes(word));
  if (found !== undefined) return found;
  const suggestion = suggestName(
    word,
    NAMES.map((name) => name.toLowerCase()),
  );
  throw new UsageError(
    `There is no kind "${text}"${suggestion === undefined ? '' : `; did you mean ${suggestion}?`}`,
  );
}

function spellings(name: ConfigKindName): string[] {
  const { group, kind } = CONFIG_KINDS[name];
  const singular = kind.toLowerCase();
  const plural = pluralOf(singular);
  const own = name.toLowerCase();
  // Of the two Gateways the bare word is Istio's.
  const bare = own === singular ? [singular, plural] : [own, pluralOf(own)];
  return [...bare, `${singular}.${group}`, `${plural}.${group}`];
}

function pluralOf(word: string): string {
  if (word.endsWith('y') && !/[aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(s|x|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}

/** `virtualservice.networking.istio.io/reviews`, as kubectl names an object. */
export function describeObject({ key, kind, name }: { key: string; kind: string; name: string }): string {
  const group = key.split('/')[0] ?? '';
  const bare = (CONFIG_KINDS as Readonly<Record<string, { kind: string }>>)[kind]?.kind ?? kind;
  return `${bare.toLowerCase()}${group === '' ? '' : `.${group}`}/${name}`;
}
