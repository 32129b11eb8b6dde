/** AnalysisTemplates of Argo as gates, with their arguments filled in. */
import type { ConfigResource } from '../../config/resource';
import { compilePattern } from '../../pattern/re2';
import type { QueryGate } from '../judge/gate';
import { type ArgoMetric, readMetric } from './argo-metric';
import type { ArgoAnalysis, ArgoArgument, ArgoTemplateName } from './argo-spec';
import type { LeftField } from './imported-plan';
import { nameLeft } from './name-left';

const MOST_NESTED = 5;

interface TemplateSpec {
  metrics?: ArgoMetric[];
  args?: ArgoArgument[];
  dryRun?: { metricName?: string }[];
  templates?: ArgoTemplateName[];
}

/** What an analysis is read with. */
export interface AnalysisContext {
  /** AnalysisTemplates and ClusterAnalysisTemplates in the same text. */
  templates: readonly ConfigResource[];
  /** The Rollout: arguments may name what stands there. */
  rollout: ConfigResource;
  left: LeftField[];
}

/** The gates of an analysis, and how long its measurements take. */
export interface ReadAnalysis {
  gates: QueryGate[];
  seconds: number;
}

/** Reads every template that the analysis names; one in the background lets the steps go on unless it fails. */
export function readAnalysis(
  analysis: ArgoAnalysis | undefined,
  context: AnalysisContext,
  field: string,
  isBackground = false,
): ReadAnalysis {
  const { left } = context;
  nameLeft(analysis, field, ANALYSIS_FIELDS, 'it is about what Argo keeps', left);
  const found = (analysis?.templates ?? []).flatMap((name) => findTemplates(name, context, field));
  const read = found.flatMap(({ name, spec }) => {
    nameLeft(spec, name, TEMPLATE_FIELDS, 'it is about what Argo keeps', left);
    const values = readArguments([...(spec.args ?? []), ...(analysis?.args ?? [])], context, field);
    const dry = [...(spec.dryRun ?? []), ...(analysis?.dryRun ?? [])];
    return (spec.metrics ?? []).map((metric) => {
      const where = `${name}, metric ${metric.name ?? ''}`;
      if (dry.some(({ metricName = '' }) => isNamed(metricName, metric.name ?? ''))) {
        left.push({ field: where, why: 'it is a dry run, which decides nothing' });
        return { gates: [], seconds: 0 };
      }
      return readMetric(fillIn(metric, values) as ArgoMetric, where, isBackground, left);
    });
  });
  const gates: QueryGate[] = [];
  for (const gate of read.flatMap((one) => one.gates)) {
    if (!gates.some((known) => JSON.stringify(known) === JSON.stringify(gate))) gates.push(gate);
  }
  return { gates, seconds: Math.max(0, ...read.map(({ seconds }) => seconds)) };
}

const ANALYSIS_FIELDS = ['templates', 'args', 'dryRun', 'startingStep'];
const TEMPLATE_FIELDS = ['templates', 'args', 'dryRun', 'metrics'];

/** A template with those it is made of. */
function findTemplates(
  { templateName = '', clusterScope = false }: ArgoTemplateName,
  context: AnalysisContext,
  field: string,
  depth = 0,
): { name: string; spec: TemplateSpec }[] {
  const kind = clusterScope ? 'ClusterAnalysisTemplate' : 'AnalysisTemplate';
  const name = `${kind} ${templateName}`;
  const template = context.templates.find((one) => one.metadata.name === templateName && one.kind === kind);
  if (template === undefined || depth > MOST_NESTED) {
    context.left.push({ field, why: `the ${name} is not in the text` });
    return [];
  }
  const spec = template.spec as TemplateSpec;
  const inner = (spec.templates ?? []).flatMap((one) => findTemplates(one, context, field, depth + 1));
  return [{ name, spec }, ...inner];
}

/** Values that only Kubernetes knows stay as they stand, and are named. */
function readArguments(
  args: readonly ArgoArgument[],
  { rollout, left }: AnalysisContext,
  field: string,
): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const unknown = new Set<string>();
  for (const { name = '', value, valueFrom } of args) {
    const known = value ?? readField(rollout, valueFrom?.fieldRef?.fieldPath ?? '');
    if (known !== undefined) {
      values.set(name, String(known));
      unknown.delete(name);
    } else if (valueFrom !== undefined || !values.has(name)) unknown.add(name);
  }
  for (const name of unknown) {
    const why = 'its value is known to Kubernetes only: fill it in where the query has it';
    left.push({ field: `${field}, argument ${name}`, why });
  }
  return values;
}

/** What a path leads to in the Rollout itself, where that stands in its text. */
function readField({ metadata }: ConfigResource, path: string): string | undefined {
  if (path === 'metadata.name') return metadata.name;
  if (path === 'metadata.namespace') return metadata.namespace || undefined;
  const [, list, key = ''] = /^metadata\.(labels|annotations)\['([^']+)'\]$/.exec(path) ?? [];
  if (list === undefined) return undefined;
  return (list === 'labels' ? metadata.labels : metadata.annotations)?.[key];
}

/** Every text of a metric may name arguments. */
function fillIn(value: unknown, values: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') {
    return value.replaceAll(
      /\{\{\s*args\.([\w.-]+)\s*\}\}/g,
      (whole, name: string) => values.get(name) ?? whole,
    );
  }
  if (Array.isArray(value)) return value.map((one) => fillIn(one, values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fillIn(inner, values)]));
}

function isNamed(pattern: string, name: string): boolean {
  const compiled = compilePattern(pattern);
  return 'matches' in compiled && compiled.matches(name);
}
