/**
 * Argo's Rollout with its AnalysisTemplates as a plan: `setWeight` and `pause` are steps of the same names, metrics of
 * the provider `prometheus` are query gates with Argo's count of tolerated failures.
 */
import { parseDurationMs } from '../../config/duration';
import type { ConfigResource } from '../../config/resource';
import type { Gate } from '../judge/gate';
import type { Step } from '../plan';
import type { ImportedPlan, LeftField } from './imported-plan';
import { nameLeft } from './name-left';
import { readCondition } from './read-condition';

interface ArgoStep {
  setWeight?: number;
  pause?: { duration?: string | number };
  setMirrorRoute?: { percentage?: number };
  setHeaderRoute?: { match?: { headerName?: string; headerValue?: { exact?: string } }[] };
  analysis?: { templates?: { templateName?: string }[]; args?: ArgoArgument[] };
  [kind: string]: unknown;
}

interface ArgoArgument {
  name?: string;
  value?: string;
}

interface ArgoSpec {
  strategy?: {
    canary?: {
      steps?: ArgoStep[];
      analysis?: { templates?: { templateName?: string }[]; args?: ArgoArgument[] };
      canaryService?: string;
      stableService?: string;
    };
    blueGreen?: unknown;
  };
  progressDeadlineSeconds?: number;
}

interface ArgoMetric {
  name?: string;
  interval?: string;
  count?: number | string;
  failureLimit?: number | string;
  successCondition?: string;
  failureCondition?: string;
  provider?: { prometheus?: { address?: string; query?: string } };
}

const DEFAULT_INTERVAL = 60;

/** Reads a Rollout of argoproj.io; `templates` are the AnalysisTemplates beside it. */
export function readArgo(resource: ConfigResource, templates: readonly ConfigResource[]): ImportedPlan {
  const { strategy, progressDeadlineSeconds = 600 } = resource.spec as ArgoSpec;
  const left: LeftField[] = [];
  const canary = strategy?.canary ?? {};
  if (strategy?.blueGreen !== undefined) {
    left.push({ field: 'spec.strategy.blueGreen', why: 'a switch is one step to 100 %: add it as a weight' });
  }
  const gates: Gate[] = [];
  const use = (
    analysis: { templates?: { templateName?: string }[]; args?: ArgoArgument[] } | undefined,
    field: string,
  ): number => {
    const read = (analysis?.templates ?? []).map(({ templateName = '' }) =>
      readTemplate(templateName, templates, analysis?.args ?? [], field, left),
    );
    for (const { metrics } of read) {
      for (const gate of metrics) if (!gates.some((known) => isSame(known, gate))) gates.push(gate);
    }
    return Math.max(0, ...read.map(({ seconds }) => seconds));
  };
  use(canary.analysis, 'spec.strategy.canary.analysis');
  const steps = (canary.steps ?? []).flatMap((step, index) =>
    readStep(step, `spec.strategy.canary.steps[${index}]`, use, left),
  );
  const name = canary.stableService ?? resource.metadata.name;
  const maxSeconds = progressDeadlineSeconds + steps.reduce((sum, step) => sum + secondsOf(step) * 10, 3_600);
  nameWhatStays(resource.spec, canary, maxSeconds, left);
  return {
    plan: {
      service: { namespace: resource.metadata.namespace || 'default', name },
      steps: steps.length > 0 ? steps : [{ kind: 'weight', percent: 100 }],
      gates,
      maxSeconds,
    },
    left,
  };
}

/** What is neither a step nor a gate. */
function nameWhatStays(spec: unknown, canary: object, maxSeconds: number, left: LeftField[]): void {
  const { strategy, progressDeadlineSeconds } = spec as ArgoSpec;
  const cluster = "it is about Kubernetes' own workloads";
  nameLeft(spec, 'spec', ['strategy', 'progressDeadlineSeconds'], cluster, left);
  nameLeft(strategy, 'spec.strategy', ['canary', 'blueGreen'], 'it has no counterpart', left);
  const known = ['steps', 'analysis', 'canaryService', 'stableService'];
  nameLeft(canary, 'spec.strategy.canary', known, 'the rule you choose, or Kubernetes, decides this', left);
  if (progressDeadlineSeconds === undefined) return;
  left.push({
    field: 'spec.progressDeadlineSeconds',
    why: `it counts seconds without progress; here a bound on the whole is kept, of ${maxSeconds} s`,
  });
}

function readStep(
  step: ArgoStep,
  field: string,
  use: (analysis: ArgoStep['analysis'], field: string) => number,
  left: LeftField[],
): Step[] {
  if (step.setWeight !== undefined) return [{ kind: 'weight', percent: step.setWeight }];
  if (step.pause !== undefined) return [readPause(step.pause?.duration)];
  if (step.setMirrorRoute !== undefined) {
    const known = ['name', 'percentage'];
    nameLeft(
      step.setMirrorRoute,
      `${field}.setMirrorRoute`,
      known,
      'copies are made of the whole rule',
      left,
    );
    return [{ kind: 'mirror', percent: step.setMirrorRoute.percentage ?? 0 }];
  }
  if (step.setHeaderRoute !== undefined) {
    const [match, ...more] = step.setHeaderRoute.match ?? [];
    if (more.length > 0)
      left.push({ field: `${field}.setHeaderRoute.match[1]`, why: 'one header leads to a canary' });
    if (match === undefined) return [{ kind: 'match' }];
    const value = match.headerValue?.exact;
    if (match.headerName !== undefined && value !== undefined) {
      return [{ kind: 'match', match: { header: { name: match.headerName.toLowerCase(), value } } }];
    }
    left.push({ field, why: 'only an exact header leads to a canary' });
    return [];
  }
  if (step.analysis !== undefined)
    return [{ kind: 'analysis', seconds: Math.max(1, use(step.analysis, field)) }];
  left.push({ field, why: `${Object.keys(step)[0] ?? 'this step'} is about Kubernetes' own replicas` });
  return [];
}

function readPause(duration: string | number | undefined): Step {
  if (duration === undefined) return { kind: 'approval', question: 'Go on?' };
  const seconds =
    typeof duration === 'number' || /^\d+$/.test(duration)
      ? Number(duration)
      : (parseDurationMs(duration) ?? 0) / 1_000;
  return { kind: 'pause', seconds };
}

interface ReadTemplate {
  metrics: Gate[];
  /** How long its measurements take. */
  seconds: number;
}

function readTemplate(
  name: string,
  templates: readonly ConfigResource[],
  args: readonly ArgoArgument[],
  field: string,
  left: LeftField[],
): ReadTemplate {
  const template = templates.find(({ metadata }) => metadata.name === name);
  if (template === undefined) {
    left.push({ field, why: `the AnalysisTemplate ${name} is not in the text` });
    return { metrics: [], seconds: 0 };
  }
  const spec = template.spec as { metrics?: ArgoMetric[]; args?: ArgoArgument[] };
  const values = new Map([...(spec.args ?? []), ...args].map((arg) => [arg.name ?? '', arg.value ?? '']));
  const metrics = spec.metrics ?? [];
  const read = metrics.flatMap((metric) => readMetric(metric, values, `AnalysisTemplate ${name}`, left));
  const seconds = metrics.map(
    ({ interval, count }) => intervalOf(interval) * Math.max(1, Number(count ?? 1)),
  );
  return { metrics: read, seconds: Math.max(0, ...seconds) };
}

function readMetric(
  metric: ArgoMetric,
  values: ReadonlyMap<string, string>,
  where: string,
  left: LeftField[],
): Gate[] {
  const { name = '', interval, failureLimit, successCondition, failureCondition, provider } = metric;
  const field = `${where}, metric ${name}`;
  const prometheus = provider?.prometheus;
  if (prometheus?.query === undefined) {
    left.push({ field, why: 'only the provider prometheus can be asked' });
    return [];
  }
  const bounds = readCondition(successCondition, failureCondition);
  if (bounds === undefined) {
    left.push({ field, why: 'its condition is more than one comparison with a number' });
    return [];
  }
  const known = [
    'name',
    'interval',
    'count',
    'failureLimit',
    'successCondition',
    'failureCondition',
    'provider',
  ];
  nameLeft(metric, field, known, 'it has no counterpart', left);
  nameLeft(prometheus, `${field}.prometheus`, ['address', 'query'], 'the query is asked as it stands', left);
  const fill = (text: string): string =>
    text.replaceAll(/\{\{\s*args\.([\w-]+)\s*\}\}/g, (whole, arg: string) => values.get(arg) ?? whole);
  return [
    {
      kind: 'query',
      name,
      url: fill(prometheus.address ?? 'http://127.0.0.1:9090'),
      query: fill(prometheus.query).trim(),
      ...bounds,
      intervalSeconds: Math.max(1, intervalOf(interval)),
      // Argo fails when more than the limit failed.
      failures: Number(failureLimit ?? 0) + 1,
    },
  ];
}

function intervalOf(text: string | undefined): number {
  return text === undefined ? DEFAULT_INTERVAL : (parseDurationMs(text) ?? DEFAULT_INTERVAL * 1_000) / 1_000;
}

function isSame(a: Gate, b: Gate): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function secondsOf(step: Step): number {
  return step.kind === 'pause' || step.kind === 'analysis' ? step.seconds : 0;
}
