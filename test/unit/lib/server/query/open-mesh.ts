import { seededRandom } from '@/demo/kit/seeded-random';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import type { SeriesLabel, SeriesLabels } from '@/lib/mesh/metrics/series-labels';
import { MemoryHotWindow } from '@/lib/server/hot-window/memory-hot-window';
import { Overrides } from '@/lib/server/overrides/overrides';
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

/** A mesh whose calls are told in every way there is, by chance; memory alone answers. */
export function openMesh(seed: number) {
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
