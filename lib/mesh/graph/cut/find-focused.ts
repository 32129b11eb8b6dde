import { parseSubject } from '../node-id';
import type { CutNode } from './graph-link';

/**
 * The nodes an id stands for in a graph of whatever type: itself, else the versions of the application, the members of
 * the namespace, or what is behind the service.
 */
export function findFocused<N extends CutNode>(nodes: Iterable<N>, focus: string | undefined): N[] {
  const subject = focus === undefined ? undefined : parseSubject(focus);
  const found: N[] = [];
  for (const node of nodes) {
    if (node.id === focus) return [node];
    if (subject === undefined) continue;
    const { kind, namespace, name } = subject;
    const isBehind = kind === 'service' && startsOne(node.services, `${name}.${namespace}.`);
    if (isBehind || (node.namespace === namespace && isNamed(node, kind, name))) found.push(node);
  }
  return found;
}

function isNamed(node: CutNode, kind: string, name: string): boolean {
  if (kind === 'namespace') return true;
  if (kind === 'app') return node.app === name;
  return node.name === name || node.workload === name;
}

function startsOne(hosts: Iterable<string>, prefix: string): boolean {
  for (const host of hosts) if (host.startsWith(prefix)) return true;
  return false;
}
