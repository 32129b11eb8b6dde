import { describe, expect, it } from 'vitest';
import type { LiveTopic } from '@/lib/protocol/live/live-message';
import { LogRing } from '@/lib/server/hot-window/log-ring';
import { openDocument } from '@/lib/server/query/live-documents/open-document';
import type { QueryContext } from '@/lib/server/query/query-context';
import { logOf, pointOf } from '@/test/integration/support/telemetry-samples';
import { makeLabels } from '@/test/support/traffic';
import { NOW_MS, QueryBench } from './query-bench';

const nothingPushed: Parameters<typeof openDocument>[1] = {
  version: () => '',
  read: () => {
    throw new Error('not used');
  },
};
const open = (context: QueryContext, topic: LiveTopic, params: Record<string, string>) =>
  openDocument(context, nothingPushed, topic, params);

describe('openDocument()', () => {
  it('shows the graph of the newest traffic by id, and changes when traffic comes', async () => {
    const bench = new QueryBench();
    const graph = open(bench.context, 'graph', { window: '60' });
    const before = graph.version();
    expect(Object.keys((await graph.build()).edges ?? {})).toEqual([]);
    bench.add(makeLabels({}), 2, pointOf(3));
    expect(graph.version()).not.toBe(before);
    const { edges = {}, nodes = {}, meta } = await graph.build();
    expect(Object.keys(edges)).toHaveLength(1);
    expect(Object.keys(nodes)).toHaveLength(2);
    expect(meta).toMatchObject({ window: { to: NOW_MS - 1_000 } });
  });

  it('keeps what moved too little to be seen of a large graph, and shows what jumped', async () => {
    const bench = new QueryBench();
    const labelsOf = (at: number) => makeLabels({ source_workload: `caller-${at}` });
    for (let at = 0; at < 200; at++) bench.add(labelsOf(at), 20, pointOf(1_000));
    const graph = open(bench.context, 'graph', { window: '60', type: 'workload' });
    const before = (await graph.build()).edges ?? {};
    bench.add(labelsOf(0), 10, pointOf(1));
    bench.add(labelsOf(1), 10, pointOf(5_000));
    const after = (await graph.build()).edges ?? {};
    const changed = Object.keys(after).filter((id) => after[id] !== before[id]);
    expect(Object.keys(after)).toHaveLength(200);
    expect(changed).toEqual([expect.stringContaining('caller-1-')]);
    expect(after[changed[0] ?? '']).toMatchObject({ rate: 100 });
  });

  it('shows the newest lines that pass the filter', async () => {
    const tail = new LogRing();
    tail.add([
      { id: '1', ...logOf({ response_code: 200 }) },
      { id: '2', ...logOf({ response_code: 503 }) },
    ]);
    const context = { sources: { tail } } as unknown as QueryContext;
    const failing = open(context, 'logs', { code: '5xx' });
    expect(Object.keys((await failing.build()).lines ?? {})).toEqual(['2']);
    const before = failing.version();
    tail.add([{ id: '3', ...logOf({ response_code: 502 }) }]);
    expect(failing.version()).not.toBe(before);
    expect(Object.keys((await failing.build()).lines ?? {})).toEqual(['2', '3']);
  });

  it('shows a call once: the caller waits for the callee, and stands when none comes', async () => {
    let nowMs = NOW_MS;
    const tail = new LogRing();
    const context = { sources: { tail, now: () => nowMs } } as unknown as QueryContext;
    const line = (id: string, reporter: string, port: number) => ({
      id,
      ...logOf({
        reporter,
        start_time: NOW_MS - 20,
        trace_id: 'a'.repeat(32),
        upstream_local_address: `10.0.0.1:${port}`,
        downstream_remote_address: `10.0.0.1:${port}`,
      }),
    });
    const once = open(context, 'logs', {});
    const both = open(context, 'logs', { sides: 'both' });
    tail.add([line('1', 'source', 1), line('2', 'source', 2)]);
    expect(Object.keys((await once.build()).lines ?? {})).toEqual([]);
    tail.add([line('3', 'destination', 1)]);
    expect(Object.keys((await once.build()).lines ?? {})).toEqual(['3']);
    expect(Object.keys((await both.build()).lines ?? {})).toEqual(['1', '2', '3']);
    const waiting = once.version();
    nowMs += 10_000;
    expect(once.version()).not.toBe(waiting);
    expect(Object.keys((await once.build()).lines ?? {})).toEqual(['2', '3']);
    expect(Object.keys((await open(context, 'logs', { reporter: 'source' }).build()).lines ?? {})).toEqual([
      '1',
      '2',
    ]);
  });

  it('refuses parameters that make no sense', () => {
    const { context } = new QueryBench();
    expect(() => open(context, 'graph', { window: 'soon' })).toThrow(
      expect.objectContaining({ code: 'bad_request' }),
    );
  });
});
