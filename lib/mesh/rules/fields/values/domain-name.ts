const LABEL = /^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$/;
const WILDCARD_LABEL = /^(?:\*|\*?(?:\*-)?[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?)$/;

/** Whether a text is a DNS label: letters, digits and inner dashes, at most 63. */
export function isDnsLabel(text: string): boolean {
  return text.length <= 63 && LABEL.test(text);
}

/** What keeps a text from being a full host name. */
export function domainNameProblem(name: string): string | undefined {
  return lengthProblem(name) ?? labelsProblem(name, name);
}

/** What keeps a text from being a host name, a wildcard at its beginning allowed. */
export function wildcardDomainProblem(name: string): string | undefined {
  const problem = lengthProblem(name);
  if (problem !== undefined) return problem;
  const dot = name.indexOf('.');
  const first = dot < 0 ? name : name.slice(0, dot);
  if (first.length > 63 || !WILDCARD_LABEL.test(first)) return badLabel(name, first);
  return dot < 0 ? undefined : labelsProblem(name.slice(dot + 1), name);
}

/** As `wildcardDomainProblem`; server names may be those gateways make up between clusters: `outbound_.80_._.host`. */
export function gatewayDomainProblem(name: string, isServerName: boolean): string | undefined {
  if (!isServerName || !name.startsWith('outbound_.')) return wildcardDomainProblem(name);
  if (lengthProblem(name) !== undefined) return lengthProblem(name);
  const parts = /^outbound_\.(\d+)_\.([^.]*)_\.(.+)$/.exec(name);
  if (parts === null) return `Server name "${name}" does not have the form outbound_.PORT_.SUBSET_.HOST`;
  return domainNameProblem(parts[3] ?? '');
}

/** What keeps a text from being a trust domain: unlike a host name it may end in digits. */
export function trustDomainProblem(name: string): string | undefined {
  if (name === '') return 'The trust domain is empty';
  const labels = name.split('.');
  const bad = labels.find(
    (label, index) => !(index === labels.length - 1 && label === '') && !isDnsLabel(label),
  );
  return bad === undefined ? undefined : `"${name}" is no trust domain: "${bad}" is no part of a DNS name`;
}

/** What keeps a wildcard from standing for whole labels: `*.a.b` does, `*a.b` does not. */
export function partialWildcardProblem(host: string): string | undefined {
  const isPartial = host.includes('*') && host.length > 1 && !host.startsWith('*.');
  return isPartial ? `"${host}" has a wildcard for part of a name; write * alone or *.domain` : undefined;
}

function lengthProblem(name: string): string | undefined {
  if (name === '') return 'The host is empty';
  return name.length > 255 ? `A host name has at most 255 characters, this one ${name.length}` : undefined;
}

function labelsProblem(domain: string, name: string): string | undefined {
  const labels = domain.split('.');
  const top = labels.at(-1) ?? '';
  if (/^[+-]?\d+$/.test(top)) return `"${name}" is no host name: its last part "${top}" is a number`;
  const bad = labels.find(
    (label, index) => !(index === labels.length - 1 && label === '') && !isDnsLabel(label),
  );
  return bad === undefined ? undefined : badLabel(name, bad);
}

function badLabel(name: string, label: string): string {
  return label === ''
    ? `"${name}" is no host name: it has an empty part`
    : `"${name}" is no host name: "${label}" may have only letters, digits and inner dashes, at most 63, and a wildcard only at the beginning of the name`;
}
