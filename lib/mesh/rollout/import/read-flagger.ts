/**
 * Flagger's Canary as a plan. Its loop runs once an interval and counts failed checks; here that is a `threshold` gate
 * of the same interval and count, and each of its weights a step that lasts an interval.
 */

import { parseDurationMs } from '../../config/duration';
import type { ConfigResource } from '../../config/resource';
import type { Gate } from '../judge/gate';
import type { CanaryMatch, Step, Sticky } from '../plan';
import type { ImportedPlan, LeftField } from './imported-plan';
import { nameLeft } from './name-left';

interface FlaggerMetric {
  name?: string;
  interval?: string;
  threshold?: number;
  thresholdRange?: { min?: number; max?: number };
  templateRef?: { name?: string };
}

interface FlaggerWebhook {
  name?: string;
  type?: string;
  url?: string;
  timeout?: string;
  retries?: number;
}

interface FlaggerSpec {
  targetRef?: { name?: string };
  service?: { name?: string };
  progressDeadlineSeconds?: number;
  skipAnalysis?: boolean;
  analysis?: FlaggerAnalysis;
  canaryAnalysis?: FlaggerAnalysis;
}

interface FlaggerAnalysis {
  interval?: string;
  threshold?: number;
  maxWeight?: number;
  stepWeight?: number;
  stepWeights?: number[];
  stepWeightPromotion?: number;
  iterations?: number;
  mirror?: boolean;
  mirrorWeight?: number;
  match?: { headers?: Record<string, { exact?: string; regex?: string; prefix?: string }> }[];
  metrics?: FlaggerMetric[];
  webhooks?: FlaggerWebhook[];
  alerts?: unknown[];
  sessionAffinity?: { cookieName?: string; maxAge?: number };
}

/** What Flagger makes of anything shorter. */
const SHORTEST_INTERVAL = 10;
const DEFAULT_INTERVAL = 60;
const SLACK = 10;
const DAY_SECONDS = 86_400;

/** Reads a Canary of flagger.app. */
export function readFlagger(resource: ConfigResource): ImportedPlan {
  const spec = resource.spec as FlaggerSpec;
  const analysis = spec.analysis ?? spec.canaryAnalysis ?? {};
  const left: LeftField[] = [];
  const interval = intervalOf(analysis.interval, left);
  const failures = Math.max(1, analysis.threshold ?? 1);
  const gates = spec.skipAnalysis === true ? [] : readMetrics(analysis, interval, failures, left);
  const steps = readSteps(analysis, interval, left);
  const name = spec.service?.name ?? spec.targetRef?.name ?? resource.metadata.name;
  const maxSeconds = (spec.progressDeadlineSeconds ?? 600) + steps.length * interval * SLACK;
  nameWhatStays(spec, analysis, left);
  if (spec.progressDeadlineSeconds !== undefined) {
    left.push({
      field: 'spec.progressDeadlineSeconds',
      why: `it counts seconds without progress; here a bound on the whole is kept, of ${maxSeconds} s`,
    });
  }
  if (analysis.stepWeightPromotion !== undefined) {
    left.push({
      field: 'spec.analysis.stepWeightPromotion',
      why: 'a promotion is one change of weights here',
    });
  }
  const sticky = readAffinity(analysis, left);
  if (analysis.alerts !== undefined) {
    left.push({ field: 'spec.analysis.alerts', why: 'alerts are set up once for the console, with --alert' });
  }
  return {
    plan: {
      service: { namespace: resource.metadata.namespace || 'default', name },
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
function nameWhatStays(spec: FlaggerSpec, analysis: FlaggerAnalysis, left: LeftField[]): void {
  const known = [
    'targetRef',
    'service',
    'progressDeadlineSeconds',
    'skipAnalysis',
    'analysis',
    'canaryAnalysis',
  ];
  nameLeft(spec, 'spec', known, 'it is about Kubernetes or Flagger itself', left);
  nameLeft(spec.service, 'spec.service', ['name'], 'the rule you choose keeps what it says of this', left);
  nameLeft(analysis, 'spec.analysis', ANALYSIS_FIELDS, 'it has no counterpart', left);
}

/** Fields that become steps or gates, or are named where they are read. */
const ANALYSIS_FIELDS = [
  ...['interval', 'threshold', 'maxWeight', 'stepWeight', 'stepWeights', 'stepWeightPromotion', 'iterations'],
  ...['mirror', 'mirrorWeight', 'match', 'metrics', 'webhooks', 'alerts', 'sessionAffinity'],
];

function intervalOf(text: string | undefined, left: LeftField[]): number {
  const seconds =
    text === undefined ? DEFAULT_INTERVAL : (parseDurationMs(text) ?? DEFAULT_INTERVAL * 1_000) / 1_000;
  if (seconds >= SHORTEST_INTERVAL) return seconds;
  left.push({
    field: 'spec.analysis.interval',
    why: `Flagger runs every ${SHORTEST_INTERVAL} s at most, so it was read as that`,
  });
  return SHORTEST_INTERVAL;
}

function readMetrics(
  { metrics = [] }: FlaggerAnalysis,
  interval: number,
  failures: number,
  left: LeftField[],
): Gate[] {
  return metrics.flatMap((metric, index): Gate[] => {
    const { name = '', thresholdRange, threshold, templateRef } = metric;
    const field = `spec.analysis.metrics[${index}]`;
    const bounds = thresholdRange ?? (name === 'request-duration' ? { max: threshold } : { min: threshold });
    const range = {
      ...(bounds.min === undefined ? {} : { min: bounds.min }),
      ...(bounds.max === undefined ? {} : { max: bounds.max }),
      intervalSeconds: interval,
      failures,
    };
    if (templateRef !== undefined) {
      left.push({
        field,
        why: `the MetricTemplate ${templateRef.name ?? ''} is a query of its own: add it as a query gate`,
      });
      return [];
    }
    if (metric.interval !== undefined && parseDurationMs(metric.interval) !== interval * 1_000) {
      left.push({
        field: `${field}.interval`,
        why: `a reading looks at the time since the last one, ${interval} s`,
      });
    }
    nameLeft(metric, field, METRIC_FIELDS, 'it has no counterpart', left);
    if (name === 'request-success-rate') return [{ kind: 'threshold', metric: 'success-rate', ...range }];
    if (name === 'request-duration')
      return [{ kind: 'threshold', metric: 'duration', quantile: 0.99, ...range }];
    left.push({ field, why: `nothing is known of a metric "${name}"` });
    return [];
  });
}

const METRIC_FIELDS = ['name', 'interval', 'threshold', 'thresholdRange', 'templateRef'];

function readSteps(analysis: FlaggerAnalysis, interval: number, left: LeftField[]): Step[] {
  const hooks = (type: string): Step[] => readHooks(analysis, type);
  const judged: Step = { kind: 'analysis', seconds: interval };
  const steps: Step[] = [...hooks('confirm-rollout'), ...hooks('pre-rollout')];
  const match = readMatch(analysis, left);
  if (match !== undefined) {
    const iterations = analysis.iterations ?? 1;
    steps.push({ kind: 'match', match }, { kind: 'analysis', seconds: interval * iterations });
  } else {
    if (analysis.mirror === true) {
      steps.push(
        { kind: 'mirror', percent: analysis.mirrorWeight ?? 100 },
        { kind: 'pause', seconds: interval },
      );
      steps.push({ kind: 'mirror', percent: 0 });
    }
    for (const percent of weightsOf(analysis)) {
      steps.push(...hooks('confirm-traffic-increase'), { kind: 'weight', percent }, judged);
    }
  }
  steps.push(...hooks('confirm-promotion'));
  for (const [index, hook] of (analysis.webhooks ?? []).entries()) {
    const { type = 'rollout', name = '' } = hook;
    const field = `spec.analysis.webhooks[${index}]`;
    if (CARRIED.has(type)) {
      const why = 'what is asked is told the rollout, its service, version, step and shares';
      nameLeft(hook, field, ['name', 'type', 'url', 'timeout', 'retries'], why, left);
    } else left.push({ field, why: `"${name}" is of the type ${type}, which has no counterpart` });
  }
  return steps;
}

const CARRIED = new Set(['confirm-rollout', 'pre-rollout', 'confirm-traffic-increase', 'confirm-promotion']);

function readHooks({ webhooks = [] }: FlaggerAnalysis, wanted: string): Step[] {
  return webhooks
    .filter(({ type, url }) => type === wanted && url !== undefined)
    .map(({ url = '', timeout, retries }) => ({
      kind: 'webhook',
      url,
      timeoutSeconds: Math.max(1, Math.round((parseDurationMs(timeout ?? '10s') ?? 10_000) / 1_000)),
      retries: retries ?? 0,
    }));
}

function weightsOf({ stepWeights, stepWeight, maxWeight = 100, iterations }: FlaggerAnalysis): number[] {
  if (stepWeights !== undefined && stepWeights.length > 0) return stepWeights;
  if (stepWeight === undefined) return iterations === undefined ? [] : [100];
  const weights: number[] = [];
  for (let weight = stepWeight; weight < maxWeight; weight += stepWeight) weights.push(weight);
  return [...weights, maxWeight];
}

/** One header or cookie leads to the canary: the first that can; every other condition is named. */
function readMatch({ match = [] }: FlaggerAnalysis, left: LeftField[]): CanaryMatch | undefined {
  let found: CanaryMatch | undefined;
  for (const [index, condition] of match.entries()) {
    const path = `spec.analysis.match[${index}]`;
    nameLeft(condition, path, ['headers'], 'only a header or a cookie leads to a canary', left);
    for (const [name, wanted] of Object.entries(condition.headers ?? {})) {
      const read = readHeader(name, wanted);
      if (found === undefined && read !== undefined) found = read;
      else {
        const why =
          read === undefined
            ? 'only exact headers and cookies lead to a canary'
            : 'one header or cookie leads to a canary, and another one does already';
        left.push({ field: `${path}.headers.${name}`, why });
      }
    }
  }
  return found;
}

function readHeader(
  name: string,
  { exact, regex }: { exact?: string; regex?: string },
): CanaryMatch | undefined {
  if (exact !== undefined) return { header: { name: name.toLowerCase(), value: exact } };
  const cookie = /^\^\(\.\*\?;\)\?\(([\w-]+)=([\w-]+)\)\(;\.\*\)\?\$$/.exec(regex ?? '');
  if (name.toLowerCase() !== 'cookie' || cookie === null) return undefined;
  return { cookie: { name: cookie[1] ?? '', value: cookie[2] ?? '' } };
}
