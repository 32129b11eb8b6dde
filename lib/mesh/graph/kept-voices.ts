import type { CountedSeries } from '../metrics/counted-series';
import type { SeriesRoute } from './series-route';

/** Ids of which only whether they are among some is asked. */
export type Among = Pick<ReadonlySet<string>, 'has'>;

/** Ids, and how many times each was put in. */
class Bag {
  private readonly times = new Map<string, number>();

  has(id: string): boolean {
    return this.times.has(id);
  }

  add(id: string, times: number): void {
    const sum = (this.times.get(id) ?? 0) + times;
    if (sum === 0) this.times.delete(id);
    else this.times.set(id, sum);
  }
}

/** Who reported and which services were answered for. Series are counted leg by leg; all but the first and last of a leg are a number. */
export class KeptVoices {
  private readonly speaking = new Bag();
  private readonly answering = new Bag();
  private readonly bySource: number[] = [];
  private readonly byTarget: number[] = [];
  private readonly asked: number[] = [];

  /** Nodes whose own proxy reported. */
  get speakers(): Among {
    return this.speaking;
  }

  /** Services that a workload answered for. */
  get answered(): Among {
    return this.answering;
  }

  /** Takes a series in (`times` 1), or out again (-1). */
  add({ facts, weight }: CountedSeries, route: SeriesRoute, times: 1 | -1): void {
    const { source, target, service, direct, injected } = route;
    const isSource = facts.reporter === 'source';
    const leg = direct[0]?.number ?? 0;
    if (isEdge(isSource ? this.bySource : this.byTarget, leg, times))
      this.speaking.add(isSource ? source.id : target.id, times);
    if (weight === 0 || service === undefined) return;
    if (isEdge(this.asked, injected[0]?.number ?? 0, times)) this.answering.add(service.id, times);
  }
}

/** Counts, and tells whether the first one came or the last one went. */
function isEdge(counts: number[], at: number, times: 1 | -1): boolean {
  const before = counts[at] ?? 0;
  counts[at] = before + times;
  return before === 0 || before + times === 0;
}
