import { createServer } from 'node:net';
import { type ConnectionOptions, connect } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { readClientHello } from '@/agent/tls/client-hello';

/** The first bytes that Node's own client says. */
function greet(options: ConnectionOptions): Promise<Buffer> {
  return new Promise((resolve) => {
    const server = createServer((socket) => {
      socket.once('data', (bytes: Buffer) => {
        socket.destroy();
        server.close();
        resolve(bytes);
      });
      socket.on('error', () => undefined);
    });
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      connect({ host: '127.0.0.1', port, ...options }).on('error', () => undefined);
    });
  });
}

/** The same greeting in records of `size` bytes. */
function splitRecords(bytes: Buffer, size: number): Buffer {
  const message = bytes.subarray(5);
  const records: Buffer[] = [];
  for (let at = 0; at < message.length; at += size) {
    const part = message.subarray(at, at + size);
    records.push(Buffer.from([0x16, 3, 1, part.length >> 8, part.length & 0xff]), part);
  }
  return Buffer.concat(records);
}

describe('readClientHello()', () => {
  it('reads server name and protocols of a real client', async () => {
    const bytes = await greet({ servername: 'Shop.Example.com', ALPNProtocols: ['h2', 'http/1.1'] });
    expect(readClientHello(bytes)).toEqual({ serverName: 'shop.example.com', alpn: ['h2', 'http/1.1'] });
    const bare = await greet({ servername: '' });
    expect(readClientHello(bare)).toEqual({ serverName: '', alpn: [] });
  });

  it('asks for more until the greeting is whole, however it is cut', async () => {
    const bytes = await greet({ servername: 'a.example.com' });
    for (let end = 0; end < bytes.length; end++) expect(readClientHello(bytes.subarray(0, end))).toBe('more');
    for (const size of [1, 7, 100]) {
      expect(readClientHello(splitRecords(bytes, size))).toEqual({ serverName: 'a.example.com', alpn: [] });
    }
  });

  it('takes nothing else for a greeting, and never throws', async () => {
    expect(readClientHello(Buffer.from('GET / HTTP/1.1\r\n'))).toBe('none');
    expect(readClientHello(Buffer.from([0x16, 3, 1, 0, 0]))).toBe('more');
    expect(readClientHello(Buffer.from([0x16, 3, 1, 0, 0, 0x16]))).toBe('none');
    expect(readClientHello(Buffer.from([0x16, 3, 1, 0, 4, 2, 0, 0, 0]))).toBe('none');
    const bytes = await greet({ servername: 'a.example.com', ALPNProtocols: ['h2'] });
    for (let at = 5; at < bytes.length; at++) {
      for (const value of [0, 1, 0x7f, 0xff]) {
        const changed = Buffer.from(bytes);
        changed[at] = value;
        expect(['object', 'string']).toContain(typeof readClientHello(changed));
      }
    }
  });
});
