import { isIpAddress } from './address';
import { isDnsLabel, partialWildcardProblem, wildcardDomainProblem } from './domain-name';

interface ScopedHostOptions {
  /** Gateways take hosts without a namespace, and IP addresses. */
  isGateway: boolean;
  /** Whether `~`, no namespace, is allowed on a gateway. */
  mayBeNobody?: boolean;
}

/** What keeps a text from being `namespace/host`. */
export function scopedHostProblems(text: string, options: ScopedHostOptions): string[] {
  const slash = text.indexOf('/');
  if (slash < 0) {
    return options.isGateway ? hostProblems(text, true) : [`"${text}" does not have the form namespace/host`];
  }
  const namespace = text.slice(0, slash);
  const host = text.slice(slash + 1);
  if (namespace === '' || host === '') return [`"${text}" needs both a namespace and a host`];
  const scope = isScope(namespace, options) ? [] : [`"${namespace}" is no namespace; write *, . or a name`];
  return [...scope, ...hostProblems(host, options.isGateway)];
}

function isScope(namespace: string, { isGateway, mayBeNobody = false }: ScopedHostOptions): boolean {
  if (namespace === '*' || namespace === '.' || isDnsLabel(namespace)) return true;
  if (isGateway) return namespace === '~' && mayBeNobody;
  // `~name` leaves one namespace out.
  return namespace === '~' || (namespace.startsWith('~') && isDnsLabel(namespace.slice(1)));
}

function hostProblems(host: string, isGateway: boolean): string[] {
  const short =
    host !== '*' && !host.includes('.') ? [`"${host}" is a short name; write the full name of the host`] : [];
  const invalid = isGateway && isIpAddress(host) ? undefined : wildcardDomainProblem(host);
  const partial = partialWildcardProblem(host);
  return [...short, ...(invalid === undefined ? [] : [invalid]), ...(partial === undefined ? [] : [partial])];
}
