import { request as requestHttp } from 'node:http';
import type { Socket } from 'node:net';
import type { TunnelPlan } from '../../lib/mesh/routing/effective-traffic-policy';
import { nodeHttp2 } from '../http2/node-http2';
import { ConnectAttempt } from '../proxy/connect-attempt';
import type { ConnectFailure } from '../proxy/connect-failure';
import { joinHostPort } from '../proxy/split-authority';
import { TunnelStream } from './tunnel-stream';

interface TunnelEvents {
  /** The far end is reached; what is written from now on is for it. */
  onOpen(tunnel: Socket | TunnelStream): void;
  onFailure(failure: ConnectFailure): void;
}

interface Question {
  readonly carrier: Socket;
  readonly plan: TunnelPlan;
  readonly authority: string;
  /** The status of the answer and, behind a good one, the tunnel. */
  onAnswer(status: number, open: () => Socket | TunnelStream): void;
  onError(error: Error): void;
}

/**
 * Asks an endpoint to pass a connection on to somewhere else; exactly one of the events follows, unless the returned function is
 * called before. Without an answer in time there is none.
 */
export function openTunnel(
  carrier: Socket,
  plan: TunnelPlan,
  protocol: 'http1' | 'http2',
  limitMs: number,
  events: TunnelEvents,
): () => void {
  const attempt = new ConnectAttempt(carrier, limitMs, (failure) => events.onFailure(failure));
  const question: Question = {
    carrier,
    plan,
    authority: joinHostPort(plan.host, plan.port),
    onAnswer: (status, open) => {
      if (status >= 200 && status < 300) attempt.finish(() => events.onOpen(open()));
      else attempt.fail({ cause: 'connect-failed', reason: `tunnel_refused: ${status}` });
    },
    onError: ({ message }) => attempt.fail({ cause: 'connect-failed', reason: `tunnel_error: ${message}` }),
  };
  if (protocol === 'http2') askOverHttp2(question);
  else askOverHttp1(question);
  return () => attempt.giveUp();
}

function askOverHttp1({ authority, carrier, onAnswer, onError, plan }: Question): void {
  const isConnect = plan.method === 'CONNECT';
  const asked = requestHttp({
    method: plan.method,
    path: isConnect ? authority : '/',
    headers: { host: authority, ...(isConnect ? {} : { 'transfer-encoding': 'chunked' }) },
    createConnection: () => carrier,
  });
  asked.on('error', onError);
  asked.on('connect', ({ statusCode = 0 }, _socket, first) =>
    onAnswer(statusCode, () => {
      if (first.length > 0) carrier.unshift(first);
      return carrier;
    }),
  );
  asked.on('response', (response) =>
    onAnswer(response.statusCode ?? 0, () => new TunnelStream(carrier, asked, response)),
  );
  if (isConnect) asked.end();
  else asked.flushHeaders();
}

function askOverHttp2({ authority, carrier, onAnswer, onError, plan }: Question): void {
  const session = nodeHttp2().connect(`http://${authority}`, { createConnection: () => carrier });
  session.on('error', onError);
  const place = plan.method === 'CONNECT' ? {} : { ':path': '/', ':scheme': 'http' };
  const stream = session.request(
    { ':method': plan.method, ':authority': authority, ...place },
    { endStream: false },
  );
  stream.on('error', onError);
  stream.on('response', (headers) =>
    onAnswer(Number(headers[':status'] ?? 0), () => new TunnelStream(carrier, stream, stream)),
  );
}
