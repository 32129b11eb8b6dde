import { createHistogram, recordValue } from '@/lib/mesh/metrics/histogram';
import type { JudgedSecond, VersionSecond } from '@/lib/mesh/rollout/judge/gate';

/** A source of numbers in [0, 1). */
export type Dice = () => number;

/** Reproducible dice (mulberry32). */
export function rollDice(seed: number): Dice {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What a service is like while it is rolled out. */
export interface Scenario {
  /** Requests a second, both versions together. */
  rate: number;
  /** Share that the canary gets. */
  weight: number;
  /** Share of requests that fail in any version. */
  errors: number;
  /** Added to the canary's. */
  canaryErrors?: number;
  /** The canary takes this many times as long. */
  canarySlow?: number;
  /** Half the day's wave: rate and latency swing by this share, once in `waveSeconds`. */
  wave?: number;
  waveSeconds?: number;
  /** Errors and latency of both versions wander together (standard deviation of their logarithm). */
  noise?: number;
  /** Part of the wandering that each version has to itself. */
  ownNoise?: number;
  /** How long the wandering lasts, seconds. */
  memorySeconds?: number;
}

/** Seconds of the scenario, one after the other. */
export function* simulateVersions(scenario: Scenario, dice: Dice): Generator<JudgedSecond> {
  const { rate, weight, errors, wave = 0, waveSeconds = 600, noise = 0, ownNoise = 0 } = scenario;
  const keep = Math.exp(-1 / (scenario.memorySeconds ?? 20));
  const wander = { common: 0, stable: 0, canary: 0 };
  for (let second = 0; ; second++) {
    for (const key of ['common', 'stable', 'canary'] as const) {
      wander[key] = keep * wander[key] + Math.sqrt(1 - keep * keep) * normal(dice);
    }
    const swing = 1 + wave * Math.sin((2 * Math.PI * second) / waveSeconds);
    const total = poisson(rate * swing, dice);
    const canaryRequests = binomial(total, weight, dice);
    const version = (requests: number, own: number, extra: number, slow: number): VersionSecond =>
      simulateSecond(
        requests,
        Math.min(0.95, errors * Math.exp(noise * wander.common + ownNoise * own) + extra),
        slow * swing * Math.exp(0.3 * (noise * wander.common + ownNoise * own)),
        dice,
      );
    yield {
      stable: version(total - canaryRequests, wander.stable, 0, 1),
      canary: version(canaryRequests, wander.canary, scenario.canaryErrors ?? 0, scenario.canarySlow ?? 1),
    };
  }
}

const MEDIAN_US = 20_000;
const SPREAD = 0.5;

function simulateSecond(requests: number, failing: number, slow: number, dice: Dice): VersionSecond {
  const latency = createHistogram();
  let errors = 0;
  for (let i = 0; i < requests; i++) {
    if (dice() < failing) errors++;
    recordValue(latency, MEDIAN_US * slow * Math.exp(SPREAD * normal(dice)));
  }
  return { requests, errors, latency };
}

function normal(dice: Dice): number {
  return Math.sqrt(-2 * Math.log(1 - dice())) * Math.cos(2 * Math.PI * dice());
}

function poisson(mean: number, dice: Dice): number {
  if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(dice)));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = dice(); product > limit; product *= dice()) count++;
  return count;
}

function binomial(total: number, share: number, dice: Dice): number {
  let count = 0;
  for (let i = 0; i < total; i++) if (dice() < share) count++;
  return count;
}
