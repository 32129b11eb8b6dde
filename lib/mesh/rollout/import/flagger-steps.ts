/**
 * Flagger's three strategies as steps. Once an interval it checks the canary and, when that was good, goes on: with the
 * next weight; or with the next of so many `iterations`, which leave the weights alone until the switch, unless a
 * `match` leads chosen requests to the canary meanwhile.
 */
import type { CanaryMatch, Step } from '../plan';
import { type FlaggerAnalysis, secondsOf } from './flagger-spec';
import type { LeftField } from './imported-plan';
import { nameLeft } from './name-left';

const ALL = 100;
const WEBHOOK_SECONDS = 10;

/** The steps of a Canary that is analysed once in `interval` seconds. */
export function readFlaggerSteps(analysis: FlaggerAnalysis, interval: number, left: LeftField[]): Step[] {
  const { iterations = 0, match = [] } = analysis;
  const hooks = (type: string): Step[] => readHooks(analysis, type);
  const before = [...hooks('confirm-rollout'), ...hooks('pre-rollout')];
  const after = hooks('confirm-promotion');
  const led = readMatch(analysis, left);
  nameHooks(analysis, left);
  if (iterations === 0 && weightsOf(analysis).length === 0) {
    const why = 'without weights and iterations Flagger never shifts anything: the plan is one switch';
    left.push({ field: 'spec.analysis.stepWeight', why });
  }
  if (iterations > 0 && match.length > 0) {
    const chosen: Step[] = led === undefined ? [] : [{ kind: 'match', match: led }];
    return [...before, ...chosen, { kind: 'analysis', seconds: interval * iterations }, ...after];
  }
  if (match.length > 0)
    left.push({ field: 'spec.analysis.match', why: 'Flagger heeds it with iterations only' });
  return iterations > 0
    ? [...before, ...switchOver(analysis, interval, iterations, after)]
    : [...before, ...shiftStepwise(analysis, interval), ...after];
}

/** Nothing, or copies only, for so many iterations; then everything at once, checked once more. */
function switchOver(
  { mirror, mirrorWeight = ALL }: FlaggerAnalysis,
  interval: number,
  iterations: number,
  confirmed: readonly Step[],
): Step[] {
  const seconds = interval * iterations;
  const trial: Step[] =
    mirror === true
      ? [
          { kind: 'mirror', percent: mirrorWeight },
          { kind: 'analysis', seconds },
          { kind: 'mirror', percent: 0 },
        ]
      : [{ kind: 'pause', seconds }];
  return [...trial, ...confirmed, { kind: 'weight', percent: ALL }, { kind: 'analysis', seconds: interval }];
}

function shiftStepwise(analysis: FlaggerAnalysis, interval: number): Step[] {
  const { mirror, mirrorWeight = ALL } = analysis;
  const judged: Step = { kind: 'analysis', seconds: interval };
  const confirmed = readHooks(analysis, 'confirm-traffic-increase');
  const shifts = weightsOf(analysis).map((percent): Step[] => [
    ...confirmed,
    { kind: 'weight', percent },
    judged,
  ]);
  if (mirror !== true) return shifts.flat();
  // The question is asked before the copies, not again before the first weight.
  const [first = [], ...rest] = shifts;
  const copies: Step[] = [{ kind: 'mirror', percent: mirrorWeight }, judged, { kind: 'mirror', percent: 0 }];
  return [...confirmed, ...copies, ...first.slice(confirmed.length), ...rest.flat()];
}

/** Weights go up by whole steps until the largest is reached, or passed. */
function weightsOf({ stepWeights = [], stepWeight = 0, maxWeight = 0 }: FlaggerAnalysis): number[] {
  const last = stepWeights.at(-1);
  const most = last === undefined ? (maxWeight > 0 ? maxWeight : ALL) : Math.min(ALL, last);
  if (stepWeight <= 0) return stepWeights.map((weight) => Math.min(ALL, weight));
  const weights: number[] = [];
  for (let weight = 0; weight < most; ) {
    weight = Math.min(ALL, weight + stepWeight);
    weights.push(weight);
  }
  return weights;
}

/** Whoever confirms is asked until it says yes. */
function readHooks({ webhooks = [] }: FlaggerAnalysis, wanted: string): Step[] {
  return webhooks
    .filter(({ type, url }) => type === wanted && url !== undefined)
    .map(({ url = '', timeout, retries }) => ({
      kind: 'webhook',
      url,
      timeoutSeconds: Math.max(1, Math.round(secondsOf(timeout, WEBHOOK_SECONDS))),
      retries: retries ?? 0,
      ...(wanted.startsWith('confirm-') ? { waits: true } : {}),
    }));
}

const CARRIED = new Set(['confirm-rollout', 'pre-rollout', 'confirm-traffic-increase', 'confirm-promotion']);

function nameHooks({ webhooks = [], threshold }: FlaggerAnalysis, left: LeftField[]): void {
  for (const [index, hook] of webhooks.entries()) {
    const { type = 'rollout', name = '' } = hook;
    const field = `spec.analysis.webhooks[${index}]`;
    if (CARRIED.has(type)) {
      const why = 'what is asked is told the rollout, its service, version, step and shares';
      nameLeft(hook, field, ['name', 'type', 'url', 'timeout', 'retries'], why, left);
      if (type === 'pre-rollout' && (threshold ?? 1) > 1) {
        const once = 'a no rolls back; to Flagger it is one failed check, and it asks again';
        left.push({ field: `${field}.type`, why: once });
      }
    } else left.push({ field, why: `"${name}" is of the type ${type}, which has no counterpart` });
  }
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

/** The usual pattern of one cookie among others. */
const COOKIE = /^\^\(\.\*\?;\)\?\(([\w-]+)=([\w-]+)\)\(;\.\*\)\?\$$/;

function readHeader(
  name: string,
  { exact, regex }: { exact?: string; regex?: string },
): CanaryMatch | undefined {
  if (exact !== undefined) return { header: { name: name.toLowerCase(), value: exact } };
  const cookie = COOKIE.exec(regex ?? '');
  if (name.toLowerCase() !== 'cookie' || cookie === null) return undefined;
  return { cookie: { name: cookie[1] ?? '', value: cookie[2] ?? '' } };
}
