import { MeshConfig } from '@/agent/config/mesh-config';
import { BatchBuffer } from '@/agent/uplink/batch-buffer';
import { encodeBatch } from '@/agent/uplink/encode-batch';
import { Uplink } from '@/agent/uplink/uplink';
import type { UplinkOptions } from '@/agent/uplink/uplink-options';
import type { SeriesLabels } from '@/lib/mesh/metrics/series-labels';
import { fromLabelValues } from '@/lib/mesh/metrics/series-labels';
import { REVIEWS } from './make-exchange';

/** Labels that differ by a number. */
export function makeLabels(id: number): SeriesLabels {
  return { ...fromLabelValues([]), destination_service: `s${id}` };
}

/** Pushes a batch with one point of `requests` requests and answers its sequence. */
export function pushBatch(buffer: BatchBuffer, requests: number, series = 1): number {
  const { nextSequence } = buffer;
  const point = [series, 1_700_000_000, requests, 0, 0, 0, [0, 0], 0, 0, 0, 0] as never;
  const telemetry = {
    points: [point],
    logs: null,
    spans: null,
    series: [{ id: series, labels: makeLabels(series) }],
  };
  buffer.push(encodeBatch(telemetry as never, nextSequence));
  return nextSequence;
}

/** An uplink with short pauses; its parts are answered too. */
export function makeUplink(consoleUrl: string, change: Partial<UplinkOptions> = {}) {
  const buffer = change.buffer ?? new BatchBuffer(1_000_000);
  const config = new MeshConfig({ kind: 'sidecar', namespace: 'default', labels: {}, addresses: [] });
  const logs: string[] = [];
  const uplink = new Uplink({
    consoleUrl,
    readToken: async () => 'secret',
    epoch: 'e1',
    buffer,
    config,
    hello: () => ({
      agentId: 'reviews-v1.default@host:9080',
      agentVersion: '0.0.0',
      hostname: 'host',
      pid: 1,
      startedAtMs: 1,
      role: 'sidecar',
      identity: { ...REVIEWS, labels: { ...REVIEWS.labels } },
      services: [],
    }),
    status: () => ({
      atMs: 1,
      state: 'ready',
      appReady: true,
      rssBytes: 1,
      cpuSeconds: 1,
      openConnections: 0,
      inFlight: 0,
    }),
    random: () => 0.01,
    log: (message) => logs.push(message),
    compress: false,
    batchIntervalMs: 20,
    statusIntervalMs: 50,
    heartbeatMs: 200,
    connectTimeoutMs: 2_000,
    refusedPauseMs: 40,
    ...change,
  });
  return { uplink, buffer, config, logs };
}
