import { type ChainHop, TRACE_HEADERS } from '../../integration/support/chain-mesh';
import { headerLine, RawClient, serveRaw } from './raw-http';

const PASSED_ON = TRACE_HEADERS.map((name) => new RegExp(`\\r\\n${name}:`, 'i'));

/** An application of a chain that costs a fifth of one on Node's own HTTP. */
export async function openRawHop({ next, outbound }: ChainHop): Promise<{ port: number; close: () => void }> {
  let client: RawClient | undefined;
  const server = await serveRaw((head, answer) => {
    const path = head.slice(head.indexOf(' ') + 1, head.indexOf(' HTTP/'));
    if (next === undefined) {
      answer(Number(/^\/status\/(\d+)$/.exec(path)?.[1] ?? 200));
      return;
    }
    client ??= new RawClient(outbound());
    const passedOn = PASSED_ON.map((pattern) => headerLine(head, pattern)).join('');
    const call = `GET ${next}${path} HTTP/1.1\r\nhost: ${new URL(next).host}\r\n${passedOn}\r\n`;
    void client.ask(call).then((status) => answer(status === 0 ? 502 : status));
  });
  return {
    port: server.port,
    close: () => {
      client?.close();
      server.close();
    },
  };
}
