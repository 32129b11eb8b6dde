import { describe, expect, it } from 'vitest';
import { seededRandom } from '@/demo/kit/seeded-random';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import type { SeriesLabel, SeriesLabels } from '@/lib/mesh/metrics/series-labels';
import { graphParamsSchema } from '@/lib/protocol/api/graph';
import { createPrintGraph } from '@/lib/server/api/print-graph';
import { MemoryHotWindow } from '@/lib/server/hot-window/memory-hot-window';
import { Overrides } from '@/lib/server/overrides/overrides';
import { createQueryContext } from '@/lib/server/query/create-query-context';
import { getGraph } from '@/lib/server/query/get-graph';
import type { QuerySources } from '@/lib/server/query/query-sources';
import { callLabels, makePoint, UNANSWERED } from '@/test/support/traffic';

const START_MS = 1_800_000_000_000;
const APPS = ['web@v1', 'cart@v1', 'cart@v2', 'pay@v1', 'stock@v1', 'bank@v1'];

/** The ways a call is told: by either side, failed on the way, ended by the caller, never answered, as a connection. */
const TOLD: readonly Partial<Record<SeriesLabel, string>>[] = [
  { reporter: 'source' },
  { reporter: 'destination' },
  { reporter: 'source', response_code: '503', response_flags: 'UF' },
  { reporter: 'source', response_code: '504', response_flags: 'UT' },
  { reporter: 'source', response_code: '0', response_flags: 'DC' },
  { reporter: 'destination', response_code: '500', connection_security_policy: 'mutual_tls' },
  { reporter: 'waypoint' },
  { reporter: 'source', request_protocol: 'grpc', grpc_response_status: '14' },
  { reporter: 'destination', request_protocol: 'grpc', grpc_response_status: '0' },
  { reporter: 'source', request_protocol: 'tcp' },
  { reporter: 'destination', request_protocol: 'tcp', destination_principal: 'spiffe://mesh/sa' },
  UNANSWERED,
];

const LABELS: SeriesLabels[] = APPS.flatMap((from, at) =>
  [1, 2].flatMap((ahead) => {
    const to = APPS[(at + ahead) % APPS.length] ?? 'web@v1';
    const places = { source_workload_namespace: `ns-${at % 3}`, destination_workload_namespace: 'shop' };
    return TOLD.map((told) => callLabels(from, to, { ...places, ...told }));
  }),
);

const SNAPSHOT = {
  revision: 1,
  services: [],
  resources: [],
  settings: DEFAULT_MESH_SETTINGS,
  telemetry: { randomSamplingPercentage: 1, accessLogging: true },
};

const ASKED = [
  {},
  { type: 'workload' },
  { type: 'app', injectServices: 'true' },
  { type: 'operation' },
  { type: 'service' },
  { fold: 'all' },
  { fold: 'all', except: 'shop', edges: '4' },
  { namespaces: 'ns-1' },
  { focus: 'app:shop/pay@v1', up: '2' },
  { idle: 'true' },
].map((params) => graphParamsSchema.parse({ window: '10', ...params }));

function openMesh(seed: number) {
  const random = seededRandom(seed);
  let nowMs = START_MS;
  const hot = new MemoryHotWindow({ now: () => nowMs });
  nowMs += 20_000;
  const sources = {
    hot,
    store: {
      series: {
        labels: (series: number) => LABELS[series],
        select: () => LABELS.map((_, series) => series),
        firstSeenMs: () => START_MS,
      },
    },
    registry: { agents: () => [], snapshot: () => SNAPSHOT, version: () => 1 },
    overrides: new Overrides({ tolerances: [], operations: [] }),
    now: () => nowMs,
  } as unknown as QuerySources;
  /** A second in which some talk and others pause; some of it comes late. */
  const goOn = (talking: number): void => {
    nowMs += 1_000;
    const samples = LABELS.flatMap((_, series) => {
      if (random() > talking) return [];
      const second = nowMs / 1_000 - 1 - Math.floor(random() * 3);
      const bytes = { tcpSentBytes: Math.floor(random() * 9_000), tcpOpened: 1 };
      const isTcp = LABELS[series]?.request_protocol === 'tcp';
      const point = isTcp ? makePoint(0, 0, bytes) : makePoint(1 + Math.floor(random() * 9), random() * 80);
      return [{ series, second, point }];
    });
    hot.add(samples);
  };
  return { sources, goOn };
}

describe('getGraph() asked again and again', () => {
  it.each([1, 2, 3])(
    'answers as if it had never been asked before, in the same text (mesh %i)',
    async (seed) => {
      const { sources, goOn } = openMesh(seed);
      const kept = createQueryContext(sources);
      const print = createPrintGraph();
      for (let round = 0; round < 40; round++) {
        // Everybody, a few, nobody long enough for series to leave the window.
        goOn(round % 20 > 14 ? 0 : round % 3 === 0 ? 0.6 : 0.05);
        for (const [index, asked] of ASKED.entries()) {
          if ((round + index) % 3 === 0) continue;
          const answer = await getGraph(kept, asked);
          const anew = await getGraph(createQueryContext(sources), asked);
          expect(answer).toEqual(anew);
          expect(JSON.parse(print(answer, String(index)))).toEqual(JSON.parse(JSON.stringify(anew)));
        }
      }
    },
  );

  it('takes over what did not change', async () => {
    const { sources, goOn } = openMesh(4);
    const context = createQueryContext(sources);
    const [, asked = ASKED[0]] = ASKED;
    if (asked === undefined) throw new Error('nothing is asked');
    goOn(1);
    const before = await getGraph(context, asked);
    const after = await getGraph(context, asked);
    expect(before.edges.length).toBeGreaterThan(5);
    expect(after.edges.every((edge, index) => edge === before.edges[index])).toBe(true);
    expect(after.nodes.every((node, index) => node === before.nodes[index])).toBe(true);
  });
});
