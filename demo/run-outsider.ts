import http from 'node:http';
import { seededRandom } from './kit/seeded-random';

/** `node demo-outsider.mjs URL`: a nightly job without a sidecar that calls a service of the mesh directly. */
const target = process.argv[2] ?? '';
const random = seededRandom(7);
const connections = new http.Agent({ keepAlive: true, maxSockets: 2 });

setInterval(() => {
  const request = http.get(new URL(`/stock/${Math.floor(random() * 38)}`, target), {
    agent: connections,
    headers: { 'user-agent': 'nightly-stocktake/0.3' },
  });
  request.on('response', (response) => response.resume());
  request.on('error', () => undefined);
}, 1_000);
