import { WebSocketServer } from 'ws';
import type { RegistrySnapshot } from '@/lib/mesh/registry/service';
import { INGEST_PATH } from '@/lib/protocol/ingest/limits';
import type { createTestAuthority } from '../../unit/agent/support/test-authority';

export const SINK_TOKEN = 'bench';
/** Of the agents of a benchmark. */
export const SINK_IDENTITY = 'spiffe://cluster.local/ns/default/sa/default';

export interface SinkConsole {
  readonly url: string;
  /** Batches acknowledged so far. */
  batches(): number;
  close(): void;
}

export interface SinkOptions {
  /** What every agent is told to obey. */
  readonly snapshot?: RegistrySnapshot;
  /** Gives every agent a certificate. */
  readonly authority?: Pick<ReturnType<typeof createTestAuthority>, 'openDesk'>;
}

/** A console that acknowledges every batch and looks at none, so that the agent works as in a healthy mesh. */
export async function startSinkConsole({ snapshot, authority }: SinkOptions = {}): Promise<SinkConsole> {
  const server = new WebSocketServer({
    host: '127.0.0.1',
    port: 0,
    path: INGEST_PATH,
    perMessageDeflate: false,
  });
  await new Promise((resolve) => server.once('listening', resolve));
  let batches = 0;
  server.on('connection', (socket) => {
    const desk = authority?.openDesk(SINK_IDENTITY);
    socket.on('message', (data) => {
      const start = String(data).slice(0, 200);
      if (start.includes('"hello"')) {
        const welcome = {
          type: 'welcome',
          consoleVersion: 'bench',
          ackedSequence: null,
          batchIntervalMs: 250,
          ...(desk === undefined ? {} : { certificates: desk.offer() }),
        };
        socket.send(JSON.stringify(welcome));
        if (snapshot !== undefined) socket.send(JSON.stringify({ type: 'config', ...snapshot }));
      } else if (start.includes('"certificate-request"')) {
        socket.send(JSON.stringify(desk?.answer(JSON.parse(String(data)))));
      } else if (start.includes('"batch"')) {
        const { sequence } = JSON.parse(String(data)) as { sequence: number };
        batches++;
        socket.send(JSON.stringify({ type: 'ack', sequence }));
      }
    });
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    batches: () => batches,
    close: () => {
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}
