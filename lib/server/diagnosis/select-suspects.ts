import type { IncidentRecord } from '../../mesh/diagnosis/follow-incidents';
import { parseEdge, parseSubject, type Subject } from '../../mesh/graph/node-id';
import type { QueryContext } from '../query/query-context';
import { readTraffic } from '../query/read-traffic';
import { resolveWindow } from '../query/resolve-window';
import { indexCalls, seriesOfServices, serviceKey, servicesBelow } from './call-index';
import { endsOf } from './select-neighbourhood';

/** A quarter of an hour of so many series is read and judged without holding up the console. */
const MOST_SERIES = 20_000;
const NOW_SECONDS = 60;
const USUAL_SECONDS = 300;
/** Below this many requests nothing is usual. */
const FEW_REQUESTS = 20;
/** A share of failures that is a trouble however usual it is. */
const STEADY_SHARE = 0.01;
/** Answers that take less longer than this are no slower. */
const SLOWER = 1.1;

interface Sums {
  requests: number;
  errors: number;
  durationUs: number;
}

type Incident = Pick<IncidentRecord, 'culprit' | 'edge'>;

/**
 * The series that a look at the whole mesh reads: all of them, or in a mesh with more than `most` those of the services
 * where incidents are open and of those that fail or dawdle more than they did, the worst first, each with everything
 * it calls.
 */
export async function selectSuspects(
  query: QueryContext,
  open: readonly Incident[],
  most = MOST_SERIES,
): Promise<readonly number[]> {
  const all = query.sources.store.series.select({});
  if (all.length <= most) return all;
  const index = indexCalls(query, all);
  const { services } = endsOf(query, all, open.flatMap(subjectsOf));
  const chosen = new Set<string>();
  let count = 0;
  for (const suspect of [...services, ...(await worstServices(query))]) {
    for (const service of servicesBelow(index, [suspect])) {
      if (chosen.has(service)) continue;
      count += index.seriesOf.get(service)?.length ?? 0;
      if (count > most) return seriesOfServices(index, chosen);
      chosen.add(service);
    }
  }
  return seriesOfServices(index, chosen);
}

function subjectsOf({ culprit, edge }: Incident): Subject[] {
  const subjects = [parseSubject(culprit.id), parseEdge(edge)?.target];
  return subjects.filter((subject) => subject !== undefined);
}

/** Services whose last minute is worse than the minutes before it, the worst first. */
async function worstServices(query: QueryContext): Promise<string[]> {
  const now = await sumServices(query, NOW_SECONDS);
  const usual = await sumServices(query, USUAL_SECONDS);
  const ranked = [...now].map(([service, sums]) => ({
    service,
    badness: badnessOf(sums, subtract(usual.get(service) ?? sums, sums)),
  }));
  return ranked
    .filter(({ badness }) => badness > 0)
    .sort((a, b) => b.badness - a.badness)
    .map(({ service }) => service);
}

function sumServices(query: QueryContext, seconds: number): Promise<Map<string, Sums>> {
  const window = resolveWindow({ window: seconds }, query.sources);
  return readTraffic(query, window, undefined, ({ series }) => {
    const sums = new Map<string, Sums>();
    for (const { facts, point, weight, destination } of series) {
      const service = serviceKey(destination.labels);
      const sum = sums.get(service) ?? { requests: 0, errors: 0, durationUs: 0 };
      sums.set(service, sum);
      sum.requests += weight * point.requests;
      sum.durationUs += weight * point.durationUs;
      if (facts.isError) sum.errors += weight * point.requests;
    }
    return sums;
  });
}

function subtract(whole: Sums, part: Sums): Sums {
  return {
    requests: whole.requests - part.requests,
    errors: whole.errors - part.errors,
    durationUs: whole.durationUs - part.durationUs,
  };
}

/** More failures and longer answers, weighed by how many requests they come to; 0 for what is as usual. */
function badnessOf(now: Sums, before: Sums): number {
  const share = shareOf(now);
  const knows = before.requests >= FEW_REQUESTS;
  const rise = share - (knows ? shareOf(before) : 0);
  const failing = Math.max(rise, share >= STEADY_SHARE ? share : 0, 0);
  const ratio = now.durationUs / now.requests / (before.durationUs / before.requests);
  const dawdling =
    knows && before.durationUs > 0 && now.requests >= FEW_REQUESTS ? Math.max(0, ratio - SLOWER) : 0;
  return now.requests > 0 ? Math.sqrt(now.requests) * (failing + Math.min(1, dawdling)) : 0;
}

function shareOf({ requests, errors }: Sums): number {
  return requests > 0 ? errors / requests : 0;
}
