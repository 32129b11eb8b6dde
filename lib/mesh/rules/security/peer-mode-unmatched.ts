import { MUTUAL_TLS_KINDS, wideMutualTls } from '../index/mutual-tls';
import { namespaceOf } from '../read/read-spec';
import type { Rule } from '../rule';
import type { Snapshot } from '../snapshot';

export const peerModeUnmatched: Rule = {
  name: 'security/peer-mode-unmatched',
  codes: ['KIA0401', 'KIA0501', 'KIA0505', 'KIA0506'],
  severity: 'error',
  inputs: [...MUTUAL_TLS_KINDS],
  why: 'What servers take and what DestinationRules make clients speak do not fit: connections fail.',
  docs: 'https://istio.io/latest/docs/tasks/security/authentication/authn-policy/',
  check(snapshot, report) {
    const { rootNamespace } = snapshot.facts;
    const { peersOf } = snapshot.use(wideMutualTls);
    const seen = new Set(snapshot.list('PeerAuthentication').map(namespaceOf));
    for (const namespace of seen) {
      for (const { mode, resource } of peersOf(namespace)) {
        const isMesh = namespace === rootNamespace;
        const problem =
          mode === 'STRICT'
            ? unsecured(snapshot, namespace, isMesh)
            : unanswered(snapshot, namespace, isMesh, mode);
        if (problem === undefined) continue;
        report(resource, {
          path: 'spec.mtls',
          codes: [problem.code],
          message: `${resource.metadata.name} of ${isMesh ? 'the mesh' : `namespace ${namespace}`} ${problem.text}`,
        });
      }
    }
  },
};

interface Mismatch {
  code: string;
  text: string;
}

/** STRICT, but nobody tells clients to speak mutual TLS. */
function unsecured(snapshot: Snapshot, namespace: string, isMesh: boolean): Mismatch | undefined {
  if (snapshot.facts.autoMtls) return undefined;
  const { meshRules, rulesOf } = snapshot.use(wideMutualTls);
  const rules = isMesh ? meshRules : [...meshRules, ...rulesOf(namespace)];
  if (rules.some(({ mode }) => mode === 'ISTIO_MUTUAL')) return undefined;
  const text = 'takes mutual TLS alone, but no DestinationRule makes clients speak it';
  return { code: isMesh ? 'KIA0401' : 'KIA0501', text };
}

/** DISABLE, but clients are told to speak mutual TLS. */
function unanswered(
  snapshot: Snapshot,
  namespace: string,
  isMesh: boolean,
  mode: string,
): Mismatch | undefined {
  if (mode !== 'DISABLE') return undefined;
  const { meshRules, rulesOf } = snapshot.use(wideMutualTls);
  const rules = isMesh ? meshRules : [...rulesOf(namespace), ...meshRules];
  const speaking = rules.find((rule) => rule.mode === 'ISTIO_MUTUAL' || rule.mode === 'MUTUAL')?.resource;
  if (speaking === undefined) return undefined;
  const text = `takes no mutual TLS, but DestinationRule ${speaking.metadata.namespace}/${speaking.metadata.name} makes clients speak it`;
  return { code: isMesh ? 'KIA0506' : 'KIA0505', text };
}
