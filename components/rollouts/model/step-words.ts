import type { Gate } from '@/lib/mesh/rollout/judge/gate';
import type { Step } from '@/lib/mesh/rollout/plan';

/** Every kind of step: its name, and what a new one is. */
export const STEP_KINDS: Readonly<Record<Step['kind'], { label: string; first: Step }>> = {
  weight: { label: 'Shift', first: { kind: 'weight', percent: 10 } },
  analysis: { label: 'Analyze', first: { kind: 'analysis', seconds: 60 } },
  pause: { label: 'Wait', first: { kind: 'pause', seconds: 60 } },
  approval: { label: 'Approval', first: { kind: 'approval', question: 'Go on?' } },
  mirror: { label: 'Mirror', first: { kind: 'mirror', percent: 10 } },
  match: {
    label: 'Match',
    first: { kind: 'match', match: { header: { name: 'x-canary', value: 'yes' } } },
  },
  webhook: { label: 'Webhook', first: { kind: 'webhook', url: '', timeoutSeconds: 10, retries: 2 } },
  notify: { label: 'Notify', first: { kind: 'notify', message: '' } },
};

/** Every kind of gate: its name, and what a new one is. */
export const GATE_KINDS: Readonly<Record<Gate['kind'], { label: string; first: Gate }>> = {
  'error-rate': { label: 'Failed requests', first: { kind: 'error-rate', against: 'stable', share: 0.01 } },
  latency: {
    label: 'Latency',
    first: { kind: 'latency', against: 'stable', quantile: 0.95, slowdown: 0.2 },
  },
  threshold: {
    label: 'Fixed threshold',
    first: { kind: 'threshold', metric: 'success-rate', min: 99, intervalSeconds: 30, failures: 3 },
  },
  query: {
    label: 'Prometheus query',
    first: { kind: 'query', name: '', url: '', query: '', intervalSeconds: 30, failures: 3 },
  },
};
