import { type Channel, type CountedSeries, compareSeries, compareText, quantityOf } from './counted-series';

interface Outcome {
  name: string;
  agreed: CountedSeries[];
  agreedCount: number;
  seen: CountedSeries[];
  seenCount: number;
}

/** Sets the weights of a channel that both sides reported. */
export function reconcileChannel(channel: Channel): void {
  if (channel.source[0]?.facts.protocol === 'tcp') {
    reconcileConnections(channel);
    return;
  }
  const outcomes = tallyOutcomes(channel);
  const unsure = channel.source.filter((row) => row.facts.reach === 'unsure');
  const unsureCount = weighted(unsure);
  const destinationCount = sumOf(outcomes, 'seenCount');
  const taken = takeBack(outcomes, unsureCount);
  const current = destinationCount - taken + unsureCount;
  const target = Math.max(sumOf(outcomes, 'agreedCount') + unsureCount, destinationCount);
  topUp(outcomes, target - current);
}

function tallyOutcomes(channel: Channel): Outcome[] {
  const outcomes = new Map<string, Outcome>();
  const find = (name: string): Outcome => {
    let outcome = outcomes.get(name);
    if (outcome === undefined) {
      outcome = { name, agreed: [], agreedCount: 0, seen: [], seenCount: 0 };
      outcomes.set(name, outcome);
    }
    return outcome;
  };
  for (const row of channel.source) {
    if (row.facts.reach !== 'arrived') continue;
    const outcome = find(row.facts.outcome);
    outcome.agreed.push(row);
    outcome.agreedCount += row.point.requests;
  }
  for (const row of channel.destination) {
    const outcome = find(row.facts.outcome);
    outcome.seen.push(row);
    outcome.seenCount += row.point.requests;
  }
  return [...outcomes.values()];
}

/** Takes up to `count` of the destination's surplus reports back: aborted ones first, then the largest surplus. */
function takeBack(outcomes: Outcome[], count: number): number {
  if (count <= 0) return 0;
  let left = count;
  const surplus = outcomes
    .filter((outcome) => outcome.seenCount > outcome.agreedCount)
    .sort(
      (a, b) =>
        Number(b.name === '-') - Number(a.name === '-') ||
        b.seenCount - b.agreedCount - (a.seenCount - a.agreedCount) ||
        compareText(a.name, b.name),
    );
  for (const outcome of surplus) {
    const taken = Math.min(left, outcome.seenCount - outcome.agreedCount);
    keep(outcome.seen, outcome.seenCount - taken);
    outcome.seenCount -= taken;
    left -= taken;
  }
  return count - left;
}

/** Counts `count` of the source's surplus reports, the worst outcomes first, and nothing else of what both agree on. */
function topUp(outcomes: Outcome[], count: number): void {
  let left = count;
  for (const outcome of outcomes.sort((a, b) => compareText(b.name, a.name))) {
    const taken = Math.max(0, Math.min(left, outcome.agreedCount - outcome.seenCount));
    keep(outcome.agreed, taken);
    left -= taken;
  }
}

/** Sets weights so that `count` of the rows' requests remain, whole series first, in the order of their labels. */
function keep(rows: CountedSeries[], count: number): void {
  let left = count;
  for (const row of count > 0 && rows.length > 1 ? rows.sort(compareSeries) : rows) {
    const { requests } = row.point;
    const kept = Math.min(left, requests);
    row.weight = requests === 0 ? 0 : kept / requests;
    left -= kept;
  }
}

/** Connections have no outcomes to match: the side that saw more bytes counts, the destination when equal. */
function reconcileConnections(channel: Channel): void {
  const arrived = channel.source.filter((row) => row.facts.reach !== 'never');
  const unused = quantityOf(arrived) > quantityOf(channel.destination) ? channel.destination : arrived;
  for (const row of unused) row.weight = 0;
}

function weighted(rows: readonly CountedSeries[]): number {
  let total = 0;
  for (const { point, weight } of rows) total += point.requests * weight;
  return total;
}

function sumOf(outcomes: readonly Outcome[], field: 'agreedCount' | 'seenCount'): number {
  let total = 0;
  for (const outcome of outcomes) total += outcome[field];
  return total;
}
