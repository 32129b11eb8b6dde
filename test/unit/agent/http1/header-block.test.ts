import { describe, expect, it } from 'vitest';
import { HEADER_NAMES, Header } from '@/agent/http1/header-id';
import { RequestHead } from '@/agent/http1/request-head';

const parseLines = (lines: string) => {
  const head = new RequestHead(100, 8192);
  expect(head.parse(`GET / HTTP/1.1\r\n${lines}\r\n`)).toBeUndefined();
  return head.headers;
};

describe('HeaderBlock', () => {
  it('lines() gives back every kept line byte for byte, in order', () => {
    const lines = 'Host: x\r\nA:b\r\nUser-Agent:  curl \r\nC: d\r\n';
    expect(parseLines(lines).lines()).toBe(lines);
  });

  it('drop() leaves out every line of an id and nothing else', () => {
    const block = parseLines('Te: a\r\nHost: x\r\ntE: b\r\nA: b\r\nTE: c\r\n');
    block.drop(Header.te);
    expect(block.lines()).toBe('Host: x\r\nA: b\r\n');
  });

  it('dropNamed() leaves out lines by name whatever their case', () => {
    const block = parseLines('Host: x\r\nX-A: 1\r\nx-a: 2\r\nX-AB: 3\r\n');
    block.dropNamed('x-a');
    expect(block.lines()).toBe('Host: x\r\nX-AB: 3\r\n');
  });

  it('set() replaces every line of an id by one', () => {
    const block = parseLines('Server: a\r\nHost: x\r\nserver: b\r\n');
    block.set(Header.server, 'envoy');
    expect(block.lines()).toBe('Host: x\r\nserver: envoy\r\n');
  });

  it('findList() joins the lines of one id', () => {
    const block = parseLines('Tracestate: a=1\r\nHost: x\r\ntracestate: b=2\r\n');
    expect(block.findList(Header.tracestate)).toBe('a=1, b=2');
    expect(block.countOf(Header.tracestate)).toBe(2);
  });

  it('finds every header the proxy reads, in any case', () => {
    for (const [id, name] of HEADER_NAMES.entries()) {
      if (id === 0) continue;
      const block = parseLines(`${name.toUpperCase()}: v\r\n`);
      expect([name, block.find(id)]).toEqual([name, 'v']);
    }
  });

  it('forgets the message before', () => {
    const head = new RequestHead(100, 8192);
    head.parse('GET / HTTP/1.1\r\nHost: x\r\nTe: a\r\n\r\n');
    head.headers.drop(Header.te);
    head.headers.append('a', 'b');
    head.parse('GET / HTTP/1.1\r\nHost: y\r\nA: b\r\n\r\n');
    expect(head.headers.has(Header.te)).toBe(false);
    expect(head.headers.lines()).toBe('Host: y\r\nA: b\r\n');
  });

  it('findJoined() finds what came and what was added, joined, in any case, and nothing that was dropped', () => {
    const block = parseLines('X-A: 1\r\nHost: x\r\nx-a: 2\r\nTe: t\r\n');
    block.append('X-a', '3');
    block.appendLines('x-b: x-c: 4\r\n');
    block.drop(Header.te);
    expect(block.findJoined('x-a')).toBe('1,2,3');
    expect(block.findJoined('x-b')).toBe('x-c: 4');
    expect(block.findJoined('te')).toBeUndefined();
    expect(block.findJoined('x-c')).toBeUndefined();
    for (const [name, value] of Object.entries(block.toRecord())) expect(block.findJoined(name)).toBe(value);
  });
});
