import { WebSocketServer } from 'ws';
import { INGEST_PATH } from '../../../lib/protocol/ingest/limits';

export const SINK_TOKEN = 'bench';

export interface SinkConsole {
  readonly url: string;
  /** Batches acknowledged so far. */
  batches(): number;
  close(): void;
}

/** A console that acknowledges every batch and looks at none, so that the agent works as in a healthy mesh. */
export async function startSinkConsole(): Promise<SinkConsole> {
  const server = new WebSocketServer({
    host: '127.0.0.1',
    port: 0,
    path: INGEST_PATH,
    perMessageDeflate: false,
  });
  await new Promise((resolve) => server.once('listening', resolve));
  let batches = 0;
  server.on('connection', (socket) => {
    socket.on('message', (data) => {
      const start = String(data).slice(0, 200);
      if (start.includes('"hello"')) {
        const welcome = {
          type: 'welcome',
          consoleVersion: 'bench',
          ackedSequence: null,
          batchIntervalMs: 250,
        };
        socket.send(JSON.stringify(welcome));
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
