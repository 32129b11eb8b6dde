import { parseSubject } from '@/lib/mesh/graph/node-id';

/** A node id in words: its name, and the namespace it lives in. */
export function splitSubject(id: string): { label: string; namespace: string } {
  const subject = parseSubject(id);
  if (subject === undefined || subject.kind === 'unknown') {
    return { label: id === 'unknown' ? 'outside the mesh' : id, namespace: '' };
  }
  return { label: subject.name, namespace: subject.namespace };
}
