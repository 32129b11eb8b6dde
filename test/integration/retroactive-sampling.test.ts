import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTrace } from '@/lib/mesh/trace/build-trace';
import { getTrace, getTraces } from '@/lib/protocol/api/traces';
import { COLLECTED_TAG } from '@/lib/protocol/ingest/collect-trace';
import { ChainMesh } from './support/chain-mesh';
import { waitUntil } from './support/wait-until';

const HOPS = 3;
const SPANS = HOPS * 2;

let mesh: ChainMesh;

beforeAll(async () => {
  mesh = await ChainMesh.start(HOPS, { consoleArgs: ['--sampling', '0'], namespace: 'retro' });
});
afterAll(() => mesh?.close());

/** Sends a request whose caller has decided nothing, under a trace of our own. */
async function send(path: string): Promise<string> {
  const traceId = randomBytes(16).toString('hex');
  // B3 can name a trace without a decision; W3C cannot.
  await mesh.send(path, { 'x-b3-traceid': traceId, 'x-b3-spanid': randomBytes(8).toString('hex') });
  return traceId;
}

/** What a search finds; looking at a trace by its id would ask for it. */
async function found(): Promise<string[]> {
  const { traces } = await mesh.console.get(getTraces, { namespace: 'retro', limit: 200 });
  return traces.filter(({ spans }) => spans >= SPANS).map(({ traceId }) => traceId);
}

async function whole(traceId: string) {
  return waitUntil(`all spans of ${traceId}`, async () => {
    const { spans } = await mesh.console.get(getTrace, {}, { id: traceId });
    return spans.length >= SPANS ? spans : undefined;
  });
}

describe('sampling after the fact', () => {
  it('stores the whole trace of a request that failed, and none of those around it', async () => {
    const good = await send('/status/200');
    const bad = await send('/status/503');
    await send('/status/200');
    await waitUntil('the trace', async () => ((await found()).includes(bad) ? true : undefined));
    const spans = await whole(bad);
    expect(spans).toHaveLength(SPANS);
    expect(spans.every(({ tags }) => tags[COLLECTED_TAG] === 'error')).toBe(true);
    const trace = buildTrace(bad, spans);
    expect(trace.nodes.filter(({ parent }) => parent === undefined)).toHaveLength(1);
    expect(await found()).not.toContain(good);
  });

  it('fetches the trace of any request of the last minute for who looks at it', async () => {
    const traceId = await send('/status/200');
    const spans = await whole(traceId);
    expect(spans.every(({ tags }) => tags[COLLECTED_TAG] === 'asked')).toBe(true);
  });
});
