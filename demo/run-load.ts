import http from 'node:http';
import { WebSocket } from 'ws';
import { loadShape } from './kit/load-shape';
import { seededRandom, seedOf } from './kit/seeded-random';

/** `node demo-load.mjs GATEWAY_URL REQUESTS_PER_SECOND`: customers at the front door, reproducible by DEMO_SEED. */
const [gateway = '', peakText = '12'] = process.argv.slice(2);
const random = seededRandom(seedOf('load', Number(process.env.DEMO_SEED ?? 1)));
const connections = new http.Agent({ keepAlive: true, maxSockets: 32 });
const peak = Number(peakText);

interface Action {
  share: number;
  send: () => void;
}

const ACTIONS: readonly Action[] = [
  { share: 0.72, send: () => send('GET', `/productpage?book=${book()}`) },
  {
    share: 0.14,
    send: () => send('POST', '/orders', { sku: String(book()), amount: 5 + Math.floor(random() * 90) }),
  },
  { share: 0.05, send: () => send('GET', `/orders/${Math.floor(random() * 1e6)}`) },
  { share: 0.06, send: () => send('POST', `/ratings/${book()}`, { stars: 1 + Math.floor(random() * 5) }) },
  { share: 0.02, send: () => send('POST', '/login', { user: 'jason' }) },
  { share: 0.01, send: () => send('GET', '/robots.txt') },
];

function book(): number {
  return Math.floor(random() * 40);
}

function send(method: string, path: string, body?: unknown): void {
  const payload = body === undefined ? undefined : JSON.stringify(body);
  const request = http.request(new URL(path, gateway), {
    method,
    agent: connections,
    timeout: 10_000,
    headers: {
      'user-agent': 'demo-customer/1.0',
      ...(payload === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': payload.length }),
    },
  });
  request.on('response', (response) => response.resume());
  request.on('timeout', () => request.destroy());
  request.on('error', () => undefined);
  request.end(payload);
}

function act(): void {
  let dice = random();
  for (const { share, send: sendAction } of ACTIONS) {
    dice -= share;
    if (dice >= 0) continue;
    sendAction();
    return;
  }
}

function next(): void {
  act();
  const rate = Math.max(0.5, peak * loadShape(Date.now()));
  setTimeout(next, (-Math.log(1 - random()) / rate) * 1000);
}

/** A customer who leaves a page open: it listens for a minute or so and comes back. */
function listen(): void {
  const socket = new WebSocket(new URL('/live', gateway.replace(/^http/, 'ws')));
  const again = (): void => void setTimeout(listen, 2_000 + random() * 8_000);
  socket.on('open', () => setTimeout(() => socket.close(), 30_000 + random() * 60_000));
  socket.on('error', () => undefined);
  socket.on('close', again);
}

next();
listen();
listen();
