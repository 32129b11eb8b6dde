// Sends requests and says how they fared, as JSON: node load-client.mjs '{"kind":"http1","port":1,...}'.
// kinds: http1, https (with a client's certificate), h2c, grpc. Without `rate` each connection, or stream of HTTP/2, asks
// again as soon as it is answered; with it, requests start at that many a second whatever the answers do.
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { connect } from 'node:http2';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { performance } from 'node:perf_hooks';

const options = JSON.parse(process.argv[2] ?? '{}');
const { kind, port, connections, streams = 1, seconds, rate, headers = {}, tls } = options;
const host = '127.0.0.1';
const grpcRequest = Buffer.concat([Buffer.from([0, 0, 0, 0, 16]), Buffer.alloc(16, 'q')]);

/** @type {() => ((onDone: (ok: boolean) => void) => void)} */
const open = kind === 'http1' || kind === 'https' ? openHttp1 : openHttp2;

function openHttp1() {
  const Agent = kind === 'https' ? HttpsAgent : HttpAgent;
  const agent = new Agent({ keepAlive: true, maxSockets: rate === undefined ? 1 : connections });
  const ask = kind === 'https' ? httpsRequest : httpRequest;
  return (onDone) => {
    const request = ask({ host, port, path: '/reviews/0', agent, headers, ...tls }, (response) => {
      response.resume();
      response.on('end', () => onDone(response.statusCode === 200));
    });
    request.on('error', () => onDone(false));
    request.end();
  };
}

function openHttp2() {
  const session = connect(`http://${host}:${port}`);
  session.on('error', () => undefined);
  return (onDone) => {
    const isGrpc = kind === 'grpc';
    const stream = session.request(
      isGrpc
        ? {
            ':method': 'POST',
            ':path': '/bench.Echo/Say',
            'content-type': 'application/grpc',
            te: 'trailers',
            ...headers,
          }
        : { ':path': '/reviews/0', ...headers },
      { endStream: !isGrpc },
    );
    let isGood = false;
    stream.on('response', (head) => {
      if (!isGrpc) isGood = head[':status'] === 200;
    });
    stream.on('trailers', (trailers) => {
      isGood = trailers['grpc-status'] === '0';
    });
    stream.on('error', () => undefined);
    stream.on('close', () => onDone(isGood));
    stream.resume();
    if (isGrpc) stream.end(grpcRequest);
  };
}

let requests = 0;
let failed = 0;
const latenciesMs = [];
const endMs = performance.now() + seconds * 1000;

/** Asks once; `dueMs` is when it should have: what waited behind a slow answer counts too. */
function once(ask, dueMs) {
  return new Promise((resolve) => {
    ask((ok) => {
      requests++;
      if (!ok) failed++;
      latenciesMs.push(performance.now() - dueMs);
      resolve(undefined);
    });
  });
}

async function closedLoop(ask) {
  while (performance.now() < endMs) await once(ask, performance.now());
}

async function constantRate(ask) {
  const startMs = performance.now();
  const asked = [];
  for (let sent = 0; ; ) {
    const nowMs = performance.now();
    if (nowMs >= endMs) break;
    for (; startMs + (sent * 1000) / rate <= nowMs; sent++)
      asked.push(once(ask, startMs + (sent * 1000) / rate));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all(asked);
}

if (rate === undefined) {
  const asks = Array.from({ length: connections }, () => open());
  await Promise.all(asks.flatMap((ask) => Array.from({ length: streams }, () => closedLoop(ask))));
} else await constantRate(open());

latenciesMs.sort((a, b) => a - b);
const at = (q) => latenciesMs[Math.max(0, Math.ceil(q * latenciesMs.length) - 1)] ?? 0;
console.log(JSON.stringify({ requests, failed, p50: at(0.5), p95: at(0.95), p99: at(0.99) }));
process.exit(0);
