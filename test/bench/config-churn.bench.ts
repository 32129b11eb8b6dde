/**
 * A hundred revisions in a minute through a real console to real agents, with mutual TLS between them, while requests come
 * at a constant rate: no request may fail that the rules did not fail. CHURN_REVISIONS (100), CHURN_SECONDS (60),
 * CHURN_RATE (1000).
 */
import { ChainMesh } from '../integration/support/chain-mesh';
import { churnConfiguration } from '../integration/support/churn-configuration';
import { printReport, quantileOf } from './support/report';

const REVISIONS = Number(process.env.CHURN_REVISIONS ?? 100);
const SECONDS = Number(process.env.CHURN_SECONDS ?? 60);
const RATE = Number(process.env.CHURN_RATE ?? 1_000);
const NAMESPACE = 'churn';

const mesh = await ChainMesh.start(1, { namespace: NAMESPACE });
try {
  const startedMs = performance.now();
  const { failures, refusals, requests, takenMs } = await churnConfiguration(mesh, NAMESPACE, {
    revisions: REVISIONS,
    everyMs: (SECONDS * 1_000) / REVISIONS,
    rate: RATE,
  });
  const seconds = (performance.now() - startedMs) / 1_000;
  const failed = Object.values(failures).reduce((sum, count) => sum + count, 0);
  const at = (q: number) => `${quantileOf(takenMs, q).toFixed(0)} ms`;
  printReport('Configuration changed under load', [
    {
      measure: 'revisions, each taken by every agent',
      value: `${takenMs.length} in ${seconds.toFixed(0)} s`,
    },
    { measure: 'requests', value: `${requests} (${Math.round(requests / seconds)} a second)` },
    { measure: 'failed', value: failed === 0 ? '0' : JSON.stringify(failures) },
    { measure: 'refused by an agent', value: String(refusals) },
    { measure: 'from the change to the last ACK, p50 / p95', value: `${at(0.5)} / ${at(0.95)}` },
  ]);
  process.exitCode = failed === 0 && refusals === 0 ? 0 : 1;
} finally {
  await mesh.close();
}
