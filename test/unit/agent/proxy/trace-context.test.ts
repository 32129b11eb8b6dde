import { describe, expect, it } from 'vitest';
import { RequestHead } from '@/agent/http1/request-head';
import { parseSingleB3, parseTraceparent, readTraceContext, traceLines } from '@/agent/proxy/trace-context';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';

const read = (lines: string) => {
  const head = new RequestHead(100, 1000);
  head.parse(`GET / HTTP/1.1\r\n${lines}\r\n`);
  return readTraceContext(head.headers);
};

describe('parseTraceparent()', () => {
  it('reads ids and the sampled flag', () => {
    expect(parseTraceparent(`00-${TRACE}-${SPAN}-01`)).toEqual({
      traceId: TRACE,
      spanId: SPAN,
      sampled: true,
    });
    expect(parseTraceparent(`00-${TRACE}-${SPAN}-02`)?.sampled).toBe(false);
    expect(parseTraceparent(`cc-${TRACE}-${SPAN}-01-more`)?.spanId).toBe(SPAN);
  });

  it.each([
    '',
    `ff-${TRACE}-${SPAN}-01`,
    `00-${TRACE}-${SPAN}-01-more`,
    `00-${TRACE}-${SPAN}-0`,
    `00-${TRACE.toUpperCase()}-${SPAN}-01`,
    `00-${'0'.repeat(32)}-${SPAN}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00_${TRACE}_${SPAN}_01`,
    `00-${TRACE}-${SPAN}-zz`,
  ])('refuses %j', (value) => {
    expect(parseTraceparent(value)).toBeUndefined();
  });
});

describe('parseSingleB3()', () => {
  it.each([
    [`${TRACE}-${SPAN}-1-05e3ac9a4f6e3b90`, TRACE, true],
    [`${TRACE}-${SPAN}-d`, TRACE, true],
    [`${TRACE}-${SPAN}-0`, TRACE, false],
    [`${TRACE}-${SPAN}`, TRACE, undefined],
    [`8448eb211c80319c-${SPAN}-1`, '00000000000000008448eb211c80319c', true],
  ])('reads %j', (value, traceId, sampled) => {
    expect(parseSingleB3(value)).toEqual({ traceId, spanId: SPAN, sampled });
  });

  it('reads a decision that comes alone', () => {
    expect(parseSingleB3('0')).toEqual({ traceId: undefined, spanId: undefined, sampled: false });
    expect(parseSingleB3('nonsense')).toBeUndefined();
    expect(parseSingleB3(`${TRACE}-short-1`)).toBeUndefined();
  });
});

describe('readTraceContext()', () => {
  it('prefers W3C to B3', () => {
    const other = '1'.repeat(32);
    expect(read(`b3: ${other}-${SPAN}-0\r\ntraceparent: 00-${TRACE}-${SPAN}-01\r\n`)).toMatchObject({
      traceId: TRACE,
    });
    expect(read(`b3: ${other}-${SPAN}-0\r\ntraceparent: broken\r\n`)).toMatchObject({
      traceId: other,
      sampled: false,
    });
  });

  it('reads B3 in several headers', () => {
    expect(read(`X-B3-TraceId: ${TRACE}\r\nX-B3-SpanId: ${SPAN}\r\nX-B3-Sampled: 0\r\n`)).toEqual({
      traceId: TRACE,
      spanId: SPAN,
      sampled: false,
    });
    expect(read(`X-B3-TraceId: ${TRACE}\r\nX-B3-SpanId: ${SPAN}\r\nX-B3-Flags: 1\r\n`).sampled).toBe(true);
    expect(read('X-B3-Sampled: 1\r\n')).toEqual({ traceId: undefined, spanId: undefined, sampled: true });
  });

  it('takes two traceparents for none', () => {
    const line = `traceparent: 00-${TRACE}-${SPAN}-01\r\n`;
    expect(read(line + line).traceId).toBeUndefined();
  });

  it('reads back what traceLines() writes, in either form', () => {
    const lines = traceLines(TRACE, SPAN, undefined, true);
    const expected = { traceId: TRACE, spanId: SPAN, sampled: true };
    expect(read(lines)).toEqual(expected);
    expect(read(lines.slice(lines.indexOf('x-b3')))).toEqual(expected);
  });
});
