import type { Gate } from '@/lib/mesh/rollout/judge/gate';
import type { Step } from '@/lib/mesh/rollout/plan';

/** A plan to start from. */
export type PlanPreset = {
  id: string;
  label: string;
  about: string;
  steps: readonly Step[];
  gates: readonly Gate[];
  maxSeconds: number;
};

const weight = (percent: number): Step => ({ kind: 'weight', percent });
const judge = (seconds: number): Step => ({ kind: 'analysis', seconds });

const ERRORS: Gate = { kind: 'error-rate', against: 'stable', share: 0.01 };
const LATENCY: Gate = { kind: 'latency', against: 'stable', quantile: 0.95, slowdown: 0.2 };

export const PLAN_PRESETS: readonly [PlanPreset, ...PlanPreset[]] = [
  {
    id: 'usual',
    label: 'Usual',
    about: '5, 25, 50 %, analyzed for two minutes each',
    steps: [weight(5), judge(120), weight(25), judge(120), weight(50), judge(120)],
    gates: [ERRORS, LATENCY],
    maxSeconds: 3_600,
  },
  {
    id: 'cautious',
    label: 'Cautious',
    about: 'Copies first, then 1, 5, 10, 25, 50 %, and a person before the half',
    steps: [
      { kind: 'mirror', percent: 10 },
      judge(120),
      { kind: 'mirror', percent: 0 },
      weight(1),
      judge(300),
      weight(5),
      judge(300),
      weight(10),
      judge(300),
      weight(25),
      judge(300),
      { kind: 'approval', question: 'Give it half of the traffic?' },
      weight(50),
      judge(300),
    ],
    gates: [{ ...ERRORS, share: 0.005 }, LATENCY],
    maxSeconds: 14_400,
  },
  {
    id: 'quick',
    label: 'Quick',
    about: '10 and 50 %, analyzed for half a minute each',
    steps: [weight(10), judge(30), weight(50), judge(30)],
    gates: [
      { ...ERRORS, share: 0.02 },
      { ...LATENCY, slowdown: 0.3 },
    ],
    maxSeconds: 900,
  },
];
