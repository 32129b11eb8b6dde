import { subjectOf } from '../graph/edge-health';
import type { NodeIdentity } from '../graph/node-identity';
import type { Evidence, Hypothesis, NamedNode } from './diagnosis';
import type { DiagnosisInput } from './diagnosis-input';
import type { TracedTrouble } from './follow-troubles';
import type { Hop } from './hop';
import { rankChanges } from './rank-changes';
import { CAUSE_RULES } from './rules/cause-rules';
import type { CauseRule, Judgement, Scene } from './scene';
import { scoreJudgement, totalScore } from './score-judgement';
import type { Trouble } from './trouble';
import { describeFocus, joinSentence, writeSentence } from './write-sentence';

const MAX_TRACES = 3;

/** Asks every rule about one trouble. */
export function makeHypotheses(
  input: DiagnosisInput,
  traced: TracedTrouble,
  hops: readonly Hop[],
  troubles: readonly Trouble[],
): Hypothesis[] {
  const { trouble } = traced;
  const changes = rankChanges(input, scopeOf(input, trouble));
  const { hop } = trouble;
  const scene: Scene = {
    input,
    traced,
    trouble,
    hop,
    siblings: hops.filter(({ called }) => called.id === hop.called.id),
    intoCaller: hops.filter(({ targets }) => targets.has(hop.source.id)),
    others: troubles.filter((other) => other.hop === hop && other !== trouble),
    service: input.services.find(({ id }) => id === hop.called.id),
    workloads: input.workloads.filter(({ id }) => hop.targets.has(id)),
    happenings: changes.map(({ from }) => from),
  };
  return CAUSE_RULES.flatMap((rule) => {
    const judgement = rule.judge(scene);
    return judgement === undefined ? [] : toHypothesis(scene, rule, judgement, changes);
  });
}

/** What a change has to be about to matter for a trouble. */
export function scopeOf(input: DiagnosisInput, { hop, from }: Trouble): Parameters<typeof rankChanges>[1] {
  const nodes = [hop.called, hop.source, ...hop.targets.values()];
  const service = input.services.find(({ id }) => id === hop.called.id);
  return {
    sinceMs: input.fromMs + from * input.stepMs,
    nodes: nodes.map(({ id }) => id),
    names: [
      ...new Set([
        ...nodes.filter(({ kind }) => kind !== 'unknown').map(({ name }) => name),
        ...(service === undefined ? [] : [service.host]),
      ]),
    ],
    namespaces: [...new Set(nodes.map(({ namespace }) => namespace))],
  };
}

function toHypothesis(
  scene: Scene,
  { cause }: CauseRule,
  judgement: Judgement,
  changes: ReturnType<typeof rankChanges>,
): Hypothesis {
  const { input, traced, trouble, hop } = scene;
  const { hasOnset, from, to } = trouble;
  const [best] = hasOnset ? changes : [];
  const change =
    best === undefined
      ? undefined
      : {
          atMs: best.atMs,
          kind: best.kind,
          message: best.message,
          weight: best.weight,
          evidence: best.evidence,
        };
  const parts = scoreJudgement(judgement, traced, change);
  const logs = logsOf(scene, judgement);
  const focuses = judgement.focuses ?? [];
  const sentence = writeSentence(input, judgement, traced, focuses, change, logs);
  return {
    id: `${cause} ${judgement.culprit.id}`,
    cause,
    fault: judgement.fault,
    culprit: nameNode(judgement.culprit),
    edge: hop.id,
    headline: joinSentence(sentence),
    sentence,
    score: totalScore(parts),
    parts,
    focuses,
    evidence: collectEvidence(scene, judgement, logs, change?.evidence),
    change,
    sinceMs: hasOnset ? input.fromMs + from * input.stepMs : undefined,
    untilMs: to < input.steps ? input.fromMs + to * input.stepMs : undefined,
  };
}

function collectEvidence(
  { hop, trouble, traced }: Scene,
  { modes, focuses = [], evidence = [] }: Judgement,
  logs: Evidence['link'],
  change: Evidence | undefined,
): Evidence[] {
  const traces = [
    ...new Set(modes.flatMap(({ exemplars }) => exemplars.map(({ traceId }) => traceId))),
  ].filter((id) => id !== '');
  return [
    { text: `Calls from ${hop.source.name} to ${hop.called.name}`, link: { kind: 'edge', id: hop.id } },
    ...(logs === undefined || trouble.kind === 'latency'
      ? []
      : [{ text: 'Failing requests in the access logs', link: logs }]),
    ...traces
      .slice(0, MAX_TRACES)
      .map((id): Evidence => ({ text: `A failing trace, ${id.slice(0, 8)}`, link: { kind: 'trace', id } })),
    ...focuses.map((focus): Evidence => ({ text: describeFocus(focus) })),
    ...evidence,
    ...(change === undefined ? [] : [change]),
    ...traced.explanations.map(
      ({ trouble: cause, share }): Evidence => ({
        text: `${Math.round(share * 100)} % comes from its own calls to ${cause.hop.called.name}`,
        link: { kind: 'edge', id: cause.hop.id },
      }),
    ),
  ];
}

function logsOf({ hop, input, trouble }: Scene, { modes }: Judgement): Evidence['link'] {
  const [mode] = modes;
  return {
    kind: 'logs',
    of: hop.id,
    code:
      mode === undefined || mode.code === '-' || trouble.kind === 'latency' || mode.code.length < 3
        ? ''
        : mode.code,
    flag: mode?.flags[0] ?? '',
    fromMs: input.fromMs + trouble.from * input.stepMs,
    toMs: input.fromMs + trouble.to * input.stepMs,
  };
}

/** A node as answers name it. */
export function nameNode(node: NodeIdentity): NamedNode {
  const { id, kind, namespace, name } = node;
  return { id, kind: kind === 'unknown' ? kind : subjectOf(node).kind, namespace, name };
}
