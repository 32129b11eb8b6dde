import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { requireFree } from '@/demo/run/require-free';

describe('requireFree()', () => {
  it('gives back a port nobody listens on, and names the process that has one', async () => {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await expect(requireFree(port)).rejects.toThrow(`127.0.0.1:${port}`);
    server.close();
    await once(server, 'close');
    expect(await requireFree(port)).toBe(port);
  });
});
