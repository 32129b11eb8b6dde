import type { NodeIdentity } from '../graph/node-identity';
import { asCallersSaw } from './call';
import { countRequests, firstBusyStep, MIN_BASELINE_MS } from './course';
import type { Happening } from './diagnosis-input';
import type { Scene } from './scene';
import type { Mode } from './trouble';

/** The modes that hold a condition and their share of the trouble; undefined when they are next to nothing. */
export function pickModes(
  { trouble }: Scene,
  accepts: (mode: Mode) => boolean,
): { modes: Mode[]; explains: number } | undefined {
  if (trouble.kind !== 'errors') return undefined;
  const modes = trouble.modes.filter((mode) => mode.excess > 0 && accepts(mode));
  const explains = modes.reduce((sum, { excess }) => sum + excess, 0) / trouble.excess;
  return explains < 0.05 ? undefined : { modes, explains: Math.min(1, explains) };
}

/** Whether a mode carries one of these flags. */
export function hasFlag({ flags }: Mode, ...wanted: readonly string[]): boolean {
  return flags.some((flag) => wanted.includes(flag));
}

/** A change of the configuration to one of these kinds, in a field that matches, or of the whole object. */
export function findConfigChange(
  { happenings }: Scene,
  kinds: readonly string[],
  field?: RegExp,
): Happening | undefined {
  return happenings.find(
    ({ object }) =>
      object !== undefined &&
      kinds.includes(object.kind) &&
      (field === undefined ||
        object.change !== 'updated' ||
        object.fields.length === 0 ||
        object.fields.some(({ path }) => field.test(path))),
  );
}

/**
 * Requests a second on the hop in the span, as a multiple of outside it. Time before the first request is no usual load:
 * a mesh that has just begun to talk does not rise from nothing.
 */
export function rateRise({ trouble: { from, to, hop }, input: { steps, stepMs } }: Scene): number {
  const calls = asCallersSaw(hop.calls);
  const began = firstBusyStep(calls, steps);
  const outsideSteps = steps - began - (to - Math.max(from, began));
  if (outsideSteps * stepMs < MIN_BASELINE_MS) return 1;
  const all = countRequests(calls, 0, steps);
  const inSpan = countRequests(calls, from, to);
  const outside = (all - inSpan) / Math.max(1, outsideSteps);
  return outside <= 0 ? 1 : inSpan / Math.max(1, to - from) / outside;
}

/** The one workload that answers, or the service in front of several. */
export function calleeOf({ hop, trouble }: Scene): NodeIdentity {
  const answering = new Map<string, NodeIdentity>();
  for (const { calls } of trouble.modes) {
    for (const { target } of calls) if (target.kind === 'workload') answering.set(target.id, target);
  }
  const known = answering.size > 0 ? answering : hop.targets;
  const [only] = known.values();
  return known.size === 1 && only !== undefined && hop.targets.size <= 1 ? only : hop.called;
}

/** Instances that are gone, by agents and by events. */
export function findMissing({ workloads, happenings, trouble, input }: Scene): string | undefined {
  const missing = workloads.find((workload) => workload.missing > 0);
  if (missing !== undefined) return `${missing.missing} of its agents vanished`;
  const deaf = workloads.find(({ listening, present }) => present > 0 && listening < present);
  if (deaf !== undefined) return 'its process does not listen';
  const left = happenings.find(
    ({ kind, atMs }) => kind === 'agent-left' && atMs >= input.fromMs && trouble.hasOnset,
  );
  return left?.message.replace(/\.$/, '');
}

/** "503 (UH)", the codes and flags of modes in words, the most frequent ones. */
export function nameOutcomes(modes: readonly Mode[]): string {
  const names = modes.map(({ code, flags }) => {
    const shown = code === '-' ? 'nothing' : code;
    return flags.length === 0 ? shown : `${shown} (${flags.join(', ')})`;
  });
  return [...new Set(names)].slice(0, 2).join(' and ');
}
