/**
 * Flagger's Canary as a plan. Its loop runs once an interval and counts failed checks; here that is a gate of the same
 * interval and count, and each of its weights a step that lasts an interval.
 */
import type { ConfigResource } from '../../config/resource';
import type { Step, Sticky } from '../plan';
import { readFlaggerMetrics } from './flagger-metrics';
import { type FlaggerAnalysis, type FlaggerSpec, secondsOf } from './flagger-spec';
import { readFlaggerSteps } from './flagger-steps';
import type { ImportedPlan, LeftField } from './imported-plan';
import { nameLeft } from './name-left';

/** What Flagger makes of anything shorter. */
const SHORTEST_INTERVAL = 10;
const DEFAULT_INTERVAL = 60;
const DEADLINE = 600;
const SLACK = 10;
/** A month: no plan may take longer. */
const LONGEST = 2_592_000;
const DAY_SECONDS = 86_400;

/** Reads a Canary of flagger.app; `templates` are the MetricTemplates beside it. */
export function readFlagger(resource: ConfigResource, templates: readonly ConfigResource[]): ImportedPlan {
  const spec = resource.spec as FlaggerSpec;
  const analysis = spec.analysis ?? spec.canaryAnalysis ?? {};
  const left: LeftField[] = [];
  const interval = intervalOf(analysis.interval, left);
  const failures = Math.max(1, analysis.threshold ?? 1);
  const namespace = resource.metadata.namespace || 'default';
  const target = spec.targetRef?.name ?? resource.metadata.name;
  const name = spec.service?.name ?? target;
  const words = { name: resource.metadata.name, namespace, target, service: name, ingress: target };
  const context = { templates, metricsServer: spec.metricsServer, interval, failures, words };
  const isSkipped = spec.skipAnalysis === true;
  const gates = isSkipped ? [] : readFlaggerMetrics(analysis, context, left);
  const read = isSkipped ? [] : readFlaggerSteps(analysis, interval, left);
  const steps: Step[] = read.length > 0 ? read : [{ kind: 'weight', percent: 100 }];
  const sticky = readAffinity(analysis, left);
  const seconds = steps.reduce((sum, step) => sum + ('seconds' in step ? step.seconds : interval), 0);
  const maxSeconds = Math.min(LONGEST, (spec.progressDeadlineSeconds ?? DEADLINE) + seconds * SLACK);
  nameWhatStays(spec, analysis, maxSeconds, left);
  return {
    plan: {
      service: { namespace, name },
      ...(sticky === undefined ? {} : { sticky }),
      steps,
      gates,
      maxSeconds,
    },
    left,
  };
}

/** Flagger's users stay with the canary they have met, by a cookie; so they do here. */
function readAffinity({ sessionAffinity }: FlaggerAnalysis, left: LeftField[]): Sticky | undefined {
  if (sessionAffinity?.cookieName === undefined) return undefined;
  const { cookieName, maxAge = DAY_SECONDS } = sessionAffinity;
  const why = 'a cookie leads to the canary, on every path of its host; users of stable have none';
  nameLeft(sessionAffinity, 'spec.analysis.sessionAffinity', ['cookieName', 'maxAge'], why, left);
  return { cookie: cookieName, seconds: maxAge };
}

/** What is neither a step nor a gate. */
function nameWhatStays(
  spec: FlaggerSpec,
  analysis: FlaggerAnalysis,
  maxSeconds: number,
  left: LeftField[],
): void {
  nameLeft(spec, 'spec', SPEC_FIELDS, 'it is about Kubernetes or Flagger itself', left);
  nameLeft(spec.service, 'spec.service', ['name'], 'the rule you choose keeps what it says of this', left);
  nameLeft(analysis, 'spec.analysis', ANALYSIS_FIELDS, 'it has no counterpart', left);
  const leave = (field: string, why: string) => left.push({ field, why });
  if (spec.progressDeadlineSeconds !== undefined) {
    const why = `it counts seconds without progress; here a bound on the whole is kept, of ${maxSeconds} s`;
    leave('spec.progressDeadlineSeconds', why);
  }
  if (analysis.stepWeightPromotion !== undefined) {
    leave('spec.analysis.stepWeightPromotion', 'a promotion is one change of weights here');
  }
  if (analysis.alerts !== undefined) {
    leave('spec.analysis.alerts', 'alerts are set up once for the console, with --alert');
  }
}

const SPEC_FIELDS = [
  ...['targetRef', 'service', 'metricsServer', 'progressDeadlineSeconds', 'skipAnalysis'],
  ...['analysis', 'canaryAnalysis'],
];

/** Fields that become steps or gates, or are named where they are read. */
const ANALYSIS_FIELDS = [
  ...['interval', 'threshold', 'maxWeight', 'stepWeight', 'stepWeights', 'stepWeightPromotion', 'iterations'],
  ...['mirror', 'mirrorWeight', 'match', 'metrics', 'webhooks', 'alerts', 'sessionAffinity'],
];

function intervalOf(text: string | undefined, left: LeftField[]): number {
  const seconds = Math.round(secondsOf(text, DEFAULT_INTERVAL));
  if (seconds >= SHORTEST_INTERVAL) return seconds;
  left.push({
    field: 'spec.analysis.interval',
    why: `Flagger runs every ${SHORTEST_INTERVAL} s at most, so it was read as that`,
  });
  return SHORTEST_INTERVAL;
}
