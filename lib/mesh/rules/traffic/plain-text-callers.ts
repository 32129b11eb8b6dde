import { resolvePeerModes } from '../../access/peer-authentication';
import { createResourceSet } from '../../config/resource-set';
import type { ObservedEdge } from './observations';
import type { TrafficRule } from './traffic-rule';

export const plainTextCallers: TrafficRule = {
  name: 'traffic/plain-text-callers',
  codes: [],
  severity: 'error',
  inputs: ['PeerAuthentication'],
  why: 'Under STRICT a call without mutual TLS is reset before it is read: these callers get 503 UC or no answer.',
  docs: 'https://istio.io/latest/docs/tasks/security/authentication/mtls-migration/',
  check(snapshot, report, { edges }) {
    const policies = createResourceSet(snapshot.list('PeerAuthentication'));
    const refused = new Map<
      string,
      { by: Parameters<typeof report>[0]; path: string; edges: ObservedEdge[] }
    >();
    for (const edge of edges) {
      if (edge.plainText === 0) continue;
      const { namespace, labels } = edge.callee;
      const modes = resolvePeerModes(policies, snapshot.facts, { namespace, labels });
      const { mode, by, path } = modes.workload;
      // Where ports differ, what was seen does not tell which one was called.
      if (mode !== 'STRICT' || by === undefined || modes.ports.size > 0) continue;
      const key = `${by.metadata.namespace}/${by.metadata.name}`;
      const known = refused.get(key) ?? { by, path, edges: [] };
      known.edges.push(edge);
      refused.set(key, known);
    }
    for (const { by, path, edges: hit } of refused.values()) {
      const requests = Math.round(hit.reduce((sum, { plainText }) => sum + plainText, 0));
      const names = [...new Set(hit.map(describeEdge))];
      const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
      report(by, {
        path,
        message: `${requests} requests came without mutual TLS where it is STRICT: ${names.slice(0, SHOWN).join(', ')}${more}`,
        fix: { title: 'Take plain text too for now', edits: [{ path, value: 'PERMISSIVE' }] },
      });
    }
  },
};

const SHOWN = 3;

function describeEdge({ caller, callee }: ObservedEdge): string {
  return `${caller.workload === '' ? 'callers without an agent' : caller.workload} to ${callee.workload}`;
}
