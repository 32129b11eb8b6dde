import type { Evidence, Focus, RankedChange, SentencePart } from './diagnosis';
import type { DiagnosisInput } from './diagnosis-input';
import type { TracedTrouble } from './follow-troubles';
import type { Judgement } from './scene';

/** The sentence of a hypothesis in pieces, each with the way to its evidence. */
export function writeSentence(
  input: DiagnosisInput,
  judgement: Judgement,
  { trouble, own }: TracedTrouble,
  focuses: readonly Focus[],
  change: RankedChange | undefined,
  logs: Evidence['link'],
): SentencePart[] {
  const { hop, from, to, hasOnset, excess, requests } = trouble;
  const { culprit } = judgement;
  const parts: SentencePart[] = [
    { text: culprit.name, link: { kind: 'node', id: culprit.id } },
    { text: judgement.says.startsWith(':') ? '' : ' ' },
    { text: judgement.says, link: logs },
  ];
  if (trouble.kind === 'errors') {
    const share = (excess * judgement.explains) / Math.max(1, requests);
    parts.push(
      { text: `, ${percent(share)} of the calls from ` },
      { text: hop.source.name, link: { kind: 'edge', id: hop.id } },
    );
  } else {
    parts.push({ text: ' for calls from ' }, { text: hop.source.name, link: { kind: 'edge', id: hop.id } });
  }
  if (hasOnset) {
    parts.push({ text: ', since ' }, time(input.fromMs + from * input.stepMs));
  }
  if (to < input.steps) parts.push({ text: ' until ' }, time(input.fromMs + to * input.stepMs));
  const [focus] = focuses;
  if (focus !== undefined) parts.push({ text: `; ${describeFocus(focus)}` });
  if (!judgement.isLocal && own > 0.7 && judgement.fault === 'callee')
    parts.push({ text: '; everything it calls answers well' });
  if (change !== undefined && change.weight >= 0.3) {
    parts.push(
      { text: '; at ' },
      time(change.atMs),
      { text: ' ' },
      { text: change.message, link: change.evidence.link },
    );
  }
  parts.push({ text: '.' });
  return parts.map((part) => (part.link === undefined ? withoutLink(part) : part));
}

/** The sentence as one text, times in UTC. */
export function joinSentence(parts: readonly SentencePart[]): string {
  return parts.map(({ text }) => text).join('');
}

/** "83 % of it on POST /pay, which gets 20 % of the requests". */
export function describeFocus({ by, key, badShare, requestShare }: Focus): string {
  const what = {
    version: `version ${key}`,
    operation: key,
    caller: `calls from ${key}`,
    endpoint: `endpoint ${key}`,
  }[by];
  return `${percent(badShare)} of it on ${what}, which has ${percent(requestShare)} of the requests`;
}

function time(atMs: number): SentencePart {
  return { text: `${new Date(atMs).toISOString().slice(11, 19)} UTC`, atMs, link: { kind: 'moment', atMs } };
}

function withoutLink({ text, atMs }: SentencePart): SentencePart {
  return atMs === undefined ? { text } : { text, atMs };
}

function percent(share: number): string {
  const value = share * 100;
  return `${value >= 10 ? Math.round(value) : Number(value.toPrecision(2))} %`;
}
