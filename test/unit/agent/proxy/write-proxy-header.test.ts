import { describe, expect, it } from 'vitest';
import { writeProxyHeader } from '@/agent/proxy/write-proxy-header';

const client = (from: string, to: string) => ({ downstreamRemoteAddress: from, downstreamLocalAddress: to });
const SIGNATURE = '0d0a0d0a000d0a515549540a';

describe('writeProxyHeader()', () => {
  it.each([
    ['10.0.0.7:43210', '192.168.1.2:443', 'PROXY TCP4 10.0.0.7 192.168.1.2 43210 443\r\n'],
    ['[2001:db8::1]:1', '[2001:db8:0:0:0:0:0:2]:65535', 'PROXY TCP6 2001:db8::1 2001:db8::2 1 65535\r\n'],
    ['[::ffff:10.0.0.7]:5', '[::ffff:10.0.0.8]:6', 'PROXY TCP4 10.0.0.7 10.0.0.8 5 6\r\n'],
    ['[2001:db8::1]:1', '10.0.0.8:6', 'PROXY TCP6 2001:db8::1 ::ffff:a00:8 1 6\r\n'],
    ['unix:///run/x.sock:0', '10.0.0.8:6', 'PROXY UNKNOWN\r\n'],
  ])('says in text that %s called %s', (from, to, line) => {
    expect(writeProxyHeader('V1', client(from, to)).toString('latin1')).toBe(line);
  });

  it('says the same in bytes', () => {
    const four = writeProxyHeader('V2', client('10.0.0.7:43210', '192.168.1.2:443')).toString('hex');
    expect(four).toBe(`${SIGNATURE}2111000c0a000007c0a80102a8ca01bb`);
    const six = writeProxyHeader('V2', client('[2001:db8::1]:1', '[::2]:65535')).toString('hex');
    const addresses = `20010db8${'0'.repeat(22)}01${'0'.repeat(31)}2`;
    expect(six).toBe(`${SIGNATURE}21210024${addresses}0001ffff`);
  });

  it('says that there is no client to tell of', () => {
    expect(writeProxyHeader('V1', undefined).toString('latin1')).toBe('PROXY UNKNOWN\r\n');
    expect(writeProxyHeader('V2', undefined).toString('hex')).toBe(`${SIGNATURE}20000000`);
  });
});
