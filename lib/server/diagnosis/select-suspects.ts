import type { IncidentRecord } from '../../mesh/diagnosis/follow-incidents';
import { parseEdge, parseSubject, type Subject } from '../../mesh/graph/node-id';
import type { QueryContext } from '../query/query-context';
import { readInParts, type TrafficPart } from '../query/read-in-parts';
import { type CallIndex, indexCalls, seriesOfServices, serviceKey, servicesBelow } from './call-index';
import { endsOf } from './select-neighbourhood';

/** In a mesh of no more series all of them are read. */
const WHOLE_SERIES = 20_000;
/** In a larger one so many, of one suspect with what it calls a part of them; a diagnosis names a handful of causes anyway. */
const MOST_SERIES = 2_000;
const SERIES_EACH = 500;
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

/** How much of a mesh is read: all up to `whole` series, then `most`, for each suspect `each`. */
interface Bounds {
  whole: number;
  most: number;
  each: number;
}

/** The bounds of a console. */
export const WATCHED: Bounds = { whole: WHOLE_SERIES, most: MOST_SERIES, each: SERIES_EACH };

/**
 * The series that a look at the whole mesh reads: all of them, or in a large mesh those of the services where incidents are
 * open and of those that fail or dawdle more than they did, the worst first, each with what it calls, nearest first.
 */
export async function selectSuspects(
  query: QueryContext,
  open: readonly Incident[],
  bounds: Bounds = WATCHED,
): Promise<readonly number[]> {
  const all = query.sources.store.series.select({});
  if (all.length <= bounds.whole) return all;
  const suspects = await worstServices(query);
  const { services } = open.length === 0 ? NOBODY : endsOf(query, all, open.flatMap(subjectsOf));
  return choose(indexCalls(query), [...services, ...suspects], bounds);
}

const NOBODY = { services: [] };

function choose(index: CallIndex, suspects: readonly string[], { most, each }: Bounds): number[] {
  const chosen = new Set<string>();
  let count = 0;
  for (const suspect of new Set(suspects)) {
    const end = count + each;
    for (const service of servicesBelow(index, [suspect])) {
      if (chosen.has(service)) continue;
      count += index.seriesOf.get(service)?.length ?? 0;
      if (count > most) return seriesOfServices(index, chosen);
      chosen.add(service);
      if (count >= end) break;
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
  const now = new Map<string, Sums>();
  const usual = new Map<string, Sums>();
  await readInParts(query, [NOW_SECONDS, USUAL_SECONDS], ([lately, longer]) => {
    addServices(now, lately);
    addServices(usual, longer);
  });
  const ranked = [...now].map(([service, sums]) => ({
    service,
    badness: badnessOf(sums, subtract(usual.get(service) ?? sums, sums)),
  }));
  return ranked
    .filter(({ badness }) => badness > 0)
    .sort((a, b) => b.badness - a.badness)
    .map(({ service }) => service);
}

function addServices(sums: Map<string, Sums>, part: TrafficPart | undefined): void {
  for (const { facts, point, weight, destination } of part?.series ?? []) {
    if (weight === 0) continue;
    const service = serviceKey(destination.labels);
    let sum = sums.get(service);
    if (sum === undefined) {
      sum = { requests: 0, errors: 0, durationUs: 0 };
      sums.set(service, sum);
    }
    sum.requests += weight * point.requests;
    sum.durationUs += weight * point.durationUs;
    if (facts.isError) sum.errors += weight * point.requests;
  }
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
