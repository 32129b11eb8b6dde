import { describe, expect, it } from 'vitest';
import { checkHost } from '@/agent/http1/check-host';
import { Header } from '@/agent/http1/header-id';
import { RequestHead } from '@/agent/http1/request-head';

const parse = (text: string, maxHeaders = 100, maxUri = 8192) => {
  const head = new RequestHead(maxHeaders, maxUri);
  return { head, fault: head.parse(text) };
};

describe('RequestHead.parse()', () => {
  it('reads method, target, version and headers, keeping the case of names', () => {
    const { head, fault } = parse('GET /a?b=c HTTP/1.1\r\nHost: x:80\r\nX-Custom:  v w \t\r\nempty:\r\n\r\n');
    expect(fault).toBeUndefined();
    expect([head.method, head.target, head.minor]).toEqual(['GET', '/a?b=c', 1]);
    expect(head.headers.find(Header.host)).toBe('x:80');
    expect([head.headers.nameAt(1), head.headers.valueAt(1)]).toEqual(['X-Custom', 'v w']);
    expect(head.headers.valueAt(2)).toBe('');
  });

  it('ignores one empty line before the request and no second one', () => {
    expect(parse('\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n').fault).toBeUndefined();
    expect(parse('\r\n\r\n').fault).toBe('bad-method');
  });

  it('keeps obs-text bytes of a value as they are', () => {
    const { head } = parse('GET / HTTP/1.1\r\nHost: x\r\nX: caf\u00e9\r\n\r\n');
    expect(head.headers.lines()).toContain('X: caf\u00e9\r\n');
  });

  it.each([
    ['an empty method', ' / HTTP/1.1\r\nHost: x\r\n\r\n', 'bad-method'],
    ['a method with a separator', 'GE(T / HTTP/1.1\r\nHost: x\r\n\r\n', 'bad-method'],
    ['a method that never ends', `${'A'.repeat(65)} / HTTP/1.1\r\nHost: x\r\n\r\n`, 'bad-method'],
    ['a tab after the method', 'GET\t/ HTTP/1.1\r\nHost: x\r\n\r\n', 'bad-method'],
    ['two spaces after the method', 'GET  / HTTP/1.1\r\nHost: x\r\n\r\n', 'bad-target'],
    ['a space in the target', 'GET /a b HTTP/1.1\r\nHost: x\r\n\r\n', 'bad-version'],
    ['a control character in the target', 'GET /a\u0001 HTTP/1.1\r\nHost: x\r\n\r\n', 'bad-target'],
    ['a byte above ASCII in the target', 'GET /\u00e9 HTTP/1.1\r\nHost: x\r\n\r\n', 'bad-target'],
    ['a fragment in the target', 'GET /a#b HTTP/1.1\r\nHost: x\r\n\r\n', 'bad-target'],
    ['no version (HTTP/0.9)', 'GET /\r\n\r\n', 'bad-target'],
    ['HTTP/2.0', 'PRI * HTTP/2.0\r\n\r\n', 'bad-version'],
    ['HTTP/1.2', 'GET / HTTP/1.2\r\nHost: x\r\n\r\n', 'bad-version'],
    ['HTTP/1.10', 'GET / HTTP/1.10\r\nHost: x\r\n\r\n', 'bad-version'],
    ['a lower-case protocol', 'GET / http/1.1\r\nHost: x\r\n\r\n', 'bad-version'],
    ['a space behind the version', 'GET / HTTP/1.1 \r\nHost: x\r\n\r\n', 'bad-version'],
    ['a bare LF after the request line', 'GET / HTTP/1.1\nHost: x\r\n\r\n', 'bare-lf'],
    ['a bare LF after a header', 'GET / HTTP/1.1\r\nHost: x\nA: b\r\n\r\n', 'bare-lf'],
    ['a bare LF as a line of its own', 'GET / HTTP/1.1\r\n\nHost: x\r\n\r\n', 'bare-lf'],
    ['a bare CR in a value', 'GET / HTTP/1.1\r\nHost: x\rA: b\r\n\r\n', 'bare-cr'],
    ['a bare CR after the request line', 'GET / HTTP/1.1\rHost: x\r\n\r\n', 'bare-cr'],
    ['a bare CR as a line of its own', 'GET / HTTP/1.1\r\n\rHost: x\r\n\r\n', 'bare-cr'],
    ['a folded line', 'GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n', 'obs-fold'],
    ['a first line folded with a tab', 'GET / HTTP/1.1\r\n\tHost: x\r\n\r\n', 'obs-fold'],
    ['a space before the colon', 'GET / HTTP/1.1\r\nHost : x\r\n\r\n', 'space-before-colon'],
    ['a tab before the colon', 'GET / HTTP/1.1\r\nHost\t: x\r\n\r\n', 'space-before-colon'],
    ['a header without colon', 'GET / HTTP/1.1\r\nHost\r\n\r\n', 'bad-header-name'],
    ['an empty header name', 'GET / HTTP/1.1\r\n: x\r\n\r\n', 'bad-header-name'],
    ['a separator in a header name', 'GET / HTTP/1.1\r\nHo@st: x\r\n\r\n', 'bad-header-name'],
    ['a byte above ASCII in a header name', 'GET / HTTP/1.1\r\nH\u00f6st: x\r\n\r\n', 'bad-header-name'],
    ['NUL in a header name', 'GET / HTTP/1.1\r\nHo\u0000st: x\r\n\r\n', 'bad-header-name'],
    ['NUL in a value', 'GET / HTTP/1.1\r\nHost: x\u0000\r\n\r\n', 'bad-header-value'],
    ['a control character in a value', 'GET / HTTP/1.1\r\nHost: \u001bx\r\n\r\n', 'bad-header-value'],
    ['DEL in a value', 'GET / HTTP/1.1\r\nHost: x\u007f\r\n\r\n', 'bad-header-value'],
    ['a TLS hello', '\u0016', 'bad-method'],
  ])('refuses %s', (_, text, fault) => {
    expect(parse(text).fault).toBe(fault);
  });

  it('refuses more headers and longer targets than its limits allow', () => {
    const text = 'GET /1234 HTTP/1.1\r\nHost: x\r\nA: b\r\n\r\n';
    expect(parse(text, 1).fault).toBe('too-many-headers');
    expect(parse(text, 2).fault).toBeUndefined();
    expect(parse(text, 2, 4).fault).toBe('uri-too-long');
    expect(parse(text, 2, 5).fault).toBeUndefined();
  });
});

describe('checkHost()', () => {
  it.each([
    ['no Host in HTTP/1.1', 'GET / HTTP/1.1\r\nA: b\r\n\r\n', 'missing-host'],
    ['an empty Host', 'GET / HTTP/1.1\r\nHost:\r\n\r\n', 'missing-host'],
    ['two Hosts', 'GET / HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n', 'several-hosts'],
    ['a list of Hosts', 'GET / HTTP/1.1\r\nHost: a, b\r\n\r\n', 'bad-host'],
    ['a Host with a path', 'GET / HTTP/1.1\r\nHost: a/b\r\n\r\n', 'bad-host'],
    ['a Host with userinfo', 'GET / HTTP/1.1\r\nHost: a@b\r\n\r\n', 'bad-host'],
  ])('refuses %s', (_, text, fault) => {
    const { head } = parse(text);
    expect(checkHost(head)).toBe(fault);
  });

  it('lets HTTP/1.0 leave Host out', () => {
    expect(checkHost(parse('GET / HTTP/1.0\r\n\r\n').head)).toBeUndefined();
  });

  it('takes IPv6 in brackets and a port', () => {
    expect(checkHost(parse('GET / HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n').head)).toBeUndefined();
  });
});
