import { describe, expect, it } from 'vitest';
import { ResponseHead } from '@/agent/http1/response-head';

const parse = (text: string) => {
  const head = new ResponseHead(100);
  return { head, fault: head.parse(text) };
};

describe('ResponseHead.parse()', () => {
  it.each([
    ['HTTP/1.1 200 OK\r\n\r\n', 200, 'OK'],
    ['HTTP/1.0 404 Not Found\r\nA: b\r\n\r\n', 404, 'Not Found'],
    ['HTTP/1.1 200 \r\n\r\n', 200, ''],
    ['HTTP/1.1 200\r\n\r\n', 200, ''],
    ['HTTP/1.1 999 Odd\r\n\r\n', 999, 'Odd'],
  ])('reads %j', (text, status, reason) => {
    const { head, fault } = parse(text);
    expect([fault, head.status, head.reason]).toEqual([undefined, status, reason]);
  });

  it.each([
    ['another protocol', 'SSH-2.0-OpenSSH\r\n\r\n', 'bad-version'],
    ['an empty line first', '\r\nHTTP/1.1 200 OK\r\n\r\n', 'bad-version'],
    ['HTTP/2', 'HTTP/2 200 OK\r\n\r\n', 'bad-version'],
    ['two digits', 'HTTP/1.1 20 OK\r\n\r\n', 'bad-status-line'],
    ['four digits', 'HTTP/1.1 2000 OK\r\n\r\n', 'bad-status-line'],
    ['a status below 100', 'HTTP/1.1 099 X\r\n\r\n', 'bad-status-line'],
    ['two spaces', 'HTTP/1.1  200 OK\r\n\r\n', 'bad-status-line'],
    ['a control character in the reason', 'HTTP/1.1 200 O\u0000K\r\n\r\n', 'bad-status-line'],
    ['a bare LF', 'HTTP/1.1 200 OK\nA: b\r\n\r\n', 'bare-lf'],
    ['a folded line', 'HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n', 'obs-fold'],
    ['a space before the colon', 'HTTP/1.1 200 OK\r\nA : b\r\n\r\n', 'space-before-colon'],
  ])('refuses %s', (_, text, fault) => {
    expect(parse(text).fault).toBe(fault);
  });
});
