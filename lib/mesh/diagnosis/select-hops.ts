import { parseEdge, parseSubject, type Subject } from '../graph/node-id';
import type { NodeIdentity } from '../graph/node-identity';
import type { Hop } from './hop';

/** The hops somebody asks about: those of an edge, or into (or out of) a node, a namespace, the mesh. */
export function selectHops(of: string, hops: readonly Hop[]): { into: Hop[]; outOf: Hop[] } {
  const edge = parseEdge(of);
  if (edge !== undefined) {
    const into = hops.filter((hop) => matchesEdge(edge, hop));
    return { into, outOf: [] };
  }
  const subject = parseSubject(of);
  if (subject === undefined) return { into: [], outOf: [] };
  const into = hops.filter((hop) => isInto(subject, hop));
  const services = new Set(into.flatMap((hop) => [...hop.targets.keys()]));
  const outOf = hops.filter(
    ({ source }) => isNode(subject, source) || (subject.kind === 'service' && services.has(source.id)),
  );
  return { into, outOf };
}

function matchesEdge({ source, target }: { source: Subject; target: Subject }, hop: Hop): boolean {
  const isSource = source.kind === 'service' ? true : isNode(source, hop.source);
  return isSource && isInto(target, hop);
}

function isInto(subject: Subject, { called, targets }: Hop): boolean {
  return isNode(subject, called) || [...targets.values()].some((target) => isNode(subject, target));
}

function isNode(subject: Subject, node: NodeIdentity): boolean {
  switch (subject.kind) {
    case 'mesh':
      return true;
    case 'namespace':
      return node.namespace === subject.namespace;
    case 'unknown':
      return node.kind === 'unknown';
    case 'app':
      return (
        node.app === subject.name &&
        node.namespace === subject.namespace &&
        (subject.version === undefined || subject.version === node.version)
      );
    default:
      return node.kind === subject.kind && node.name === subject.name && node.namespace === subject.namespace;
  }
}
