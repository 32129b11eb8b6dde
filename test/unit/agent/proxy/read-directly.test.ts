import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDirectly } from '@/agent/proxy/read-directly';

describe('readDirectly()', () => {
  const server = createServer({ allowHalfOpen: true });
  let client: Socket;
  let accepted: Socket;

  beforeEach(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('no address');
    const connection = once(server, 'connection');
    client = connect(address.port, '127.0.0.1');
    [accepted] = await connection;
  });
  afterEach(async () => {
    client.destroy();
    accepted.destroy();
    server.close();
    await once(server, 'close');
  });

  const waitFor = async (condition: () => boolean): Promise<void> => {
    while (!condition()) await new Promise((resolve) => setImmediate(resolve));
  };

  it('hands on every byte in order, over pauses, and the end behind them', async () => {
    const sent = Buffer.from(Array.from({ length: 1_000_000 }, (_, i) => i % 251));
    const got: Buffer[] = [];
    let bytes = 0;
    readDirectly(accepted, (chunk) => {
      got.push(Buffer.from(chunk));
      bytes += chunk.length;
      if (got.length % 3 !== 0) return;
      accepted.pause();
      setImmediate(() => accepted.resume());
    });
    const ended = once(accepted, 'end');
    client.end(sent);
    await ended;
    expect(bytes).toBe(sent.length);
    expect(Buffer.concat(got).equals(sent)).toBe(true);
  });

  it('holds the sender while it is paused', async () => {
    let bytes = 0;
    readDirectly(accepted, (chunk) => {
      bytes += chunk.length;
      accepted.pause();
    });
    client.write(Buffer.alloc(64 * 1024 * 1024));
    await waitFor(
      () => accepted.readableLength > 0 && accepted.readableLength >= accepted.readableHighWaterMark,
    );
    const before = bytes;
    for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
    expect(bytes).toBe(before);
    expect(client.writableLength).toBeGreaterThan(0);
  });

  it('lets go when it is undone', async () => {
    const got: string[] = [];
    const undo = readDirectly(accepted, (chunk) => got.push(chunk.toString()));
    client.write('a');
    await waitFor(() => got.length === 1);
    undo();
    const next = once(accepted, 'data');
    client.write('b');
    expect(String((await next)[0])).toBe('b');
    expect(got).toEqual(['a']);
  });
});
