import { describe, expect, it } from 'vitest';
import { CHUNKED, findRequestFraming, findResponseFraming, UNTIL_CLOSE } from '@/agent/http1/body-framing';
import { RequestHead } from '@/agent/http1/request-head';
import { ResponseHead } from '@/agent/http1/response-head';

const frameRequest = (lines: string, version = '1.1') => {
  const head = new RequestHead(100, 8192);
  expect(head.parse(`POST / HTTP/${version}\r\nHost: x\r\n${lines}\r\n`)).toBeUndefined();
  return findRequestFraming(head);
};
const frameResponse = (lines: string, status = 200, method = 'GET', version = '1.1') => {
  const head = new ResponseHead(100);
  expect(head.parse(`HTTP/${version} ${status} X\r\n${lines}\r\n`)).toBeUndefined();
  return findResponseFraming(head, method);
};

describe('findRequestFraming()', () => {
  it('finds none, a length and chunks', () => {
    expect(frameRequest('')).toBe(0);
    expect(frameRequest('Content-Length: 0\r\n')).toBe(0);
    expect(frameRequest('content-LENGTH: 123456789012345\r\n')).toBe(123456789012345);
    expect(frameRequest('Transfer-Encoding: Chunked\r\n')).toBe(CHUNKED);
  });

  it.each([
    ['a length and chunks', 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n', 'length-and-chunked'],
    ['chunks and a length', 'Transfer-Encoding: chunked\r\nContent-Length: 5\r\n', 'length-and-chunked'],
    ['two lengths that differ', 'Content-Length: 5\r\nContent-Length: 6\r\n', 'several-content-lengths'],
    ['two lengths that agree', 'Content-Length: 5\r\nContent-Length: 5\r\n', 'several-content-lengths'],
    ['a list of lengths', 'Content-Length: 5, 5\r\n', 'bad-content-length'],
    ['a signed length', 'Content-Length: +5\r\n', 'bad-content-length'],
    ['a negative length', 'Content-Length: -5\r\n', 'bad-content-length'],
    ['a hexadecimal length', 'Content-Length: 0x5\r\n', 'bad-content-length'],
    ['a length with a space', 'Content-Length: 5 5\r\n', 'bad-content-length'],
    ['an empty length', 'Content-Length:\r\n', 'bad-content-length'],
    ['a length no double holds', 'Content-Length: 9999999999999999\r\n', 'bad-content-length'],
    ['an unknown coding', 'Transfer-Encoding: gzip\r\n', 'bad-transfer-encoding'],
    ['two codings', 'Transfer-Encoding: gzip, chunked\r\n', 'bad-transfer-encoding'],
    ['chunked twice', 'Transfer-Encoding: chunked, chunked\r\n', 'bad-transfer-encoding'],
    [
      'chunked in two lines',
      'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n',
      'bad-transfer-encoding',
    ],
    ['identity', 'Transfer-Encoding: identity\r\n', 'bad-transfer-encoding'],
    ['chunked with a parameter', 'Transfer-Encoding: chunked;a=b\r\n', 'bad-transfer-encoding'],
    ['chunked in quotes', 'Transfer-Encoding: "chunked"\r\n', 'bad-transfer-encoding'],
    ['a prefix of chunked', 'Transfer-Encoding: chunke\r\n', 'bad-transfer-encoding'],
    [
      'chunked behind a vertical tab look-alike',
      'Transfer-Encoding: \u00a0chunked\r\n',
      'bad-transfer-encoding',
    ],
  ])('refuses %s', (_, lines, fault) => {
    expect(frameRequest(lines)).toBe(fault);
  });

  it('refuses Transfer-Encoding in HTTP/1.0', () => {
    expect(frameRequest('Transfer-Encoding: chunked\r\n', '1.0')).toBe('transfer-encoding-in-http10');
  });
});

describe('findResponseFraming()', () => {
  it('reads until the close without a length', () => {
    expect(frameResponse('')).toBe(UNTIL_CLOSE);
    expect(frameResponse('', 200, 'GET', '1.0')).toBe(UNTIL_CLOSE);
  });

  it('gives no body to HEAD, 1xx, 204 and 304, whatever their headers say', () => {
    expect(frameResponse('Content-Length: 5\r\n', 200, 'HEAD')).toBe(0);
    expect(frameResponse('Transfer-Encoding: chunked\r\n', 200, 'HEAD')).toBe(0);
    for (const status of [100, 103, 204, 304]) expect(frameResponse('Content-Length: 5\r\n', status)).toBe(0);
    expect(frameResponse('', 204)).toBe(0);
  });

  it('refuses what a request is refused for', () => {
    expect(frameResponse('Content-Length: 5\r\nTransfer-Encoding: chunked\r\n')).toBe('length-and-chunked');
    expect(frameResponse('Content-Length: 5\r\nContent-Length: 6\r\n', 200, 'HEAD')).toBe(
      'several-content-lengths',
    );
    expect(frameResponse('Transfer-Encoding: gzip\r\n', 304)).toBe('bad-transfer-encoding');
  });
});
