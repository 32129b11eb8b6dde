/**
 * Argo's Rollout with its AnalysisTemplates as a plan: `setWeight` and `pause` are steps of the same names, metrics of
 * the provider `prometheus` are query gates with Argo's count of tolerated failures; those of an analysis step are in
 * force in that step alone.
 */
import type { ConfigResource } from '../../config/resource';
import type { Step } from '../plan';
import { readAnalysis } from './argo-analysis';
import {
  type ArgoAnalysis,
  type ArgoBlueGreen,
  type ArgoSpec,
  type ArgoStep,
  argoSeconds,
} from './argo-spec';
import type { ImportedPlan, LeftField } from './imported-plan';
import { nameLeft } from './name-left';

const ALL = 100;

/** Reads a Rollout of argoproj.io; `templates` are the AnalysisTemplates beside it. */
export function readArgo(resource: ConfigResource, templates: readonly ConfigResource[]): ImportedPlan {
  const { strategy, progressDeadlineSeconds = 600 } = resource.spec as ArgoSpec;
  const left: LeftField[] = [];
  const context = { templates, rollout: resource, left };
  const canary = strategy?.canary ?? {};
  const analyse = (analysis: ArgoAnalysis | undefined, field: string): Step => {
    const { gates, seconds } = readAnalysis(analysis, context, field);
    const own = gates.length === 0 ? {} : { gates };
    return { kind: 'analysis', seconds: Math.max(1, seconds), ...own };
  };
  const { gates } = readAnalysis(canary.analysis, context, 'spec.strategy.canary.analysis', true);
  const most = canary.trafficRouting?.maxTrafficWeight ?? ALL;
  const steps =
    strategy?.blueGreen === undefined
      ? (canary.steps ?? []).flatMap((step, index) =>
          readStep(step, `spec.strategy.canary.steps[${index}]`, { most, analyse, left }),
        )
      : readBlueGreen(strategy.blueGreen, analyse);
  const name = canary.stableService ?? strategy?.blueGreen?.activeService ?? resource.metadata.name;
  const maxSeconds = progressDeadlineSeconds + steps.reduce((sum, step) => sum + secondsOf(step) * 10, 3_600);
  nameWhatStays(resource.spec as ArgoSpec, maxSeconds, left);
  return {
    plan: {
      service: { namespace: resource.metadata.namespace || 'default', name },
      steps: steps.length > 0 ? steps : [{ kind: 'weight', percent: ALL }],
      gates,
      maxSeconds,
    },
    left,
  };
}

/** A switch is one step to 100 %, with what is asked before and after it. */
function readBlueGreen(
  spec: ArgoBlueGreen,
  analyse: (analysis: ArgoAnalysis | undefined, field: string) => Step,
): Step[] {
  const { autoPromotionEnabled, autoPromotionSeconds, prePromotionAnalysis, postPromotionAnalysis } = spec;
  const field = 'spec.strategy.blueGreen';
  const waits: Step[] =
    autoPromotionSeconds !== undefined
      ? [{ kind: 'pause', seconds: autoPromotionSeconds }]
      : autoPromotionEnabled === false
        ? [{ kind: 'approval', question: 'Switch over?' }]
        : [];
  return [
    ...(prePromotionAnalysis === undefined
      ? []
      : [analyse(prePromotionAnalysis, `${field}.prePromotionAnalysis`)]),
    ...waits,
    { kind: 'weight', percent: ALL },
    ...(postPromotionAnalysis === undefined
      ? []
      : [analyse(postPromotionAnalysis, `${field}.postPromotionAnalysis`)]),
  ];
}

/** What is neither a step nor a gate. */
function nameWhatStays(spec: ArgoSpec, maxSeconds: number, left: LeftField[]): void {
  const { strategy = {}, progressDeadlineSeconds } = spec;
  const { canary, blueGreen } = strategy;
  const cluster = "it is about Kubernetes' own workloads";
  const decided = 'the rule you choose, or Kubernetes, decides this';
  nameLeft(spec, 'spec', ['strategy', 'progressDeadlineSeconds'], cluster, left);
  nameLeft(strategy, 'spec.strategy', ['canary', 'blueGreen'], 'it has no counterpart', left);
  const known = ['steps', 'analysis', 'canaryService', 'stableService'];
  const routing = canary?.trafficRouting;
  const isWeightOnly =
    routing !== undefined && Object.keys(routing).every((key) => key === 'maxTrafficWeight');
  nameLeft(
    canary,
    'spec.strategy.canary',
    isWeightOnly ? [...known, 'trafficRouting'] : known,
    decided,
    left,
  );
  const switched = ['activeService', 'autoPromotionEnabled', 'autoPromotionSeconds'];
  const analysed = ['prePromotionAnalysis', 'postPromotionAnalysis'];
  nameLeft(blueGreen, 'spec.strategy.blueGreen', [...switched, ...analysed], decided, left);
  if (canary?.analysis?.startingStep !== undefined) {
    left.push({
      field: 'spec.strategy.canary.analysis.startingStep',
      why: "the gates are in force from the canary's first request on",
    });
  }
  if (progressDeadlineSeconds === undefined) return;
  left.push({
    field: 'spec.progressDeadlineSeconds',
    why: `it counts seconds without progress; here a bound on the whole is kept, of ${maxSeconds} s`,
  });
}

interface StepContext {
  /** The weight that stands for everything. */
  most: number;
  analyse: (analysis: ArgoAnalysis | undefined, field: string) => Step;
  left: LeftField[];
}

function readStep(step: ArgoStep, field: string, { most, analyse, left }: StepContext): Step[] {
  if (step.setWeight !== undefined) {
    return [{ kind: 'weight', percent: Math.min(ALL, (step.setWeight * ALL) / most) }];
  }
  if (step.pause !== undefined) return [readPause(step.pause?.duration)];
  if (step.setMirrorRoute !== undefined) return [readMirror(step.setMirrorRoute, field, left)];
  if (step.setHeaderRoute !== undefined) return readHeaderRoute(step.setHeaderRoute, field, left);
  if (step.analysis !== undefined) return [analyse(step.analysis, field)];
  const kind = Object.keys(step)[0] ?? 'this step';
  left.push({ field, why: WHY_LEFT[kind] ?? `${kind} is about Kubernetes' own replicas` });
  return [];
}

const WHY_LEFT: Readonly<Record<string, string>> = {
  experiment: 'experiment runs workloads of its own, which Kubernetes would have to make',
  plugin: 'plugin is code that Argo runs: ask it by a webhook',
};

/** Without a match Argo takes the route away. */
function readMirror(
  { percentage = ALL, match }: NonNullable<ArgoStep['setMirrorRoute']>,
  field: string,
  left: LeftField[],
): Step {
  if (match === undefined) return { kind: 'mirror', percent: 0 };
  left.push({ field: `${field}.setMirrorRoute.match`, why: 'copies are made of the whole rule' });
  return { kind: 'mirror', percent: percentage };
}

function readHeaderRoute(
  { match = [] }: NonNullable<ArgoStep['setHeaderRoute']>,
  field: string,
  left: LeftField[],
): Step[] {
  const [first, ...more] = match;
  if (first === undefined) return [{ kind: 'match' }];
  if (more.length > 0) {
    left.push({ field: `${field}.setHeaderRoute.match[1]`, why: 'one header leads to a canary' });
  }
  const value = first.headerValue?.exact;
  if (first.headerName !== undefined && value !== undefined) {
    return [{ kind: 'match', match: { header: { name: first.headerName.toLowerCase(), value } } }];
  }
  left.push({ field, why: 'only an exact header leads to a canary' });
  return [];
}

function readPause(duration: string | number | undefined): Step {
  if (duration === undefined) return { kind: 'approval', question: 'Go on?' };
  return { kind: 'pause', seconds: argoSeconds(duration) };
}

function secondsOf(step: Step): number {
  return step.kind === 'pause' || step.kind === 'analysis' ? step.seconds : 0;
}
