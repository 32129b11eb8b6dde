import * as z from 'zod/mini';
import {
  heatSchema,
  type SignalPoint,
  type SignalsAnswer,
  signalPointSchema,
  signalTotalsSchema,
} from '@/lib/protocol/api/signals';
import type { LiveDocument } from '@/lib/protocol/live/document';
import { readCollection, readItem } from '../live/read-collection';

const windowSchema = z.object({ from: z.number(), to: z.number() });
const resolutionSchema = z.object({ stepSeconds: z.number(), resolutionSeconds: z.number() });
const groupSchema = z.object({ key: z.string(), totals: signalTotalsSchema });
const codeSchema = z.object({
  code: z.string(),
  flags: z.string(),
  grpcStatus: z.string(),
  requests: z.number(),
});

/** A live signals document in the form of the endpoint's answer: busiest group first, points in order. */
export function readSignals(document: LiveDocument): SignalsAnswer {
  const window = readCollection(document, 'meta', windowSchema)[0] ?? { from: 0, to: 0 };
  const resolution = readCollection(document, 'meta', resolutionSchema)[0] ?? {
    stepSeconds: 1,
    resolutionSeconds: 1,
  };
  const heat = readCollection(document, 'meta', heatSchema)[0];
  const points = pointsByGroup(document);
  const groups = readCollection(document, 'groups', groupSchema)
    .map(({ key, totals }) => ({ key, totals, points: points.get(key) ?? [] }))
    .sort((a, b) => b.totals.rate - a.totals.rate || a.key.localeCompare(b.key));
  return {
    ...window,
    ...resolution,
    codes: readCodes(document),
    groups,
    ...(heat === undefined ? {} : { heat }),
  };
}

function pointsByGroup(document: LiveDocument): ReadonlyMap<string, SignalPoint[]> {
  const groups = new Map<string, SignalPoint[]>();
  for (const [id, item] of Object.entries(document.points ?? {})) {
    const point = readItem(item, signalPointSchema);
    if (point === undefined) continue;
    const key = id.slice(0, id.lastIndexOf('|'));
    const points = groups.get(key);
    if (points === undefined) groups.set(key, [point]);
    else points.push(point);
  }
  for (const points of groups.values()) points.sort((a, b) => a.t - b.t);
  return groups;
}

function readCodes(document: LiveDocument): SignalsAnswer['codes'] {
  return [...readCollection(document, 'codes', codeSchema)].sort((a, b) => b.requests - a.requests);
}
