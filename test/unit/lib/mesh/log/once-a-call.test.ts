import { describe, expect, it } from 'vitest';
import { isCallSettled, onceACall } from '@/lib/mesh/log/once-a-call';
import { logOf } from '../../../../integration/support/telemetry-samples';

const TRACE = 'a'.repeat(32);
const caller = logOf({
  reporter: 'source',
  trace_id: TRACE,
  upstream_local_address: '10.0.0.1:40000',
  upstream_host: '10.0.0.2:9080',
});
const callee = logOf({
  reporter: 'destination',
  trace_id: TRACE,
  downstream_remote_address: '10.0.0.1:40000',
  downstream_local_address: '10.0.0.2:9080',
});

describe('onceACall()', () => {
  it('shows a call between two sidecars by its callee, in any order', () => {
    expect(onceACall([caller, callee])).toEqual([callee]);
    expect(onceACall([callee, caller])).toEqual([callee]);
  });

  it('keeps a call that never got a connection, beside one of the same trace that arrived', () => {
    const refused = logOf({
      ...caller,
      upstream_local_address: null,
      response_code: 503,
      response_flags: 'UF',
    });
    expect(onceACall([refused, caller, callee])).toEqual([refused, callee]);
  });

  it('keeps a call to where no proxy writes lines, and the next hop of the same trace', () => {
    const outside = logOf({ ...caller, upstream_local_address: '10.0.0.1:40001' });
    expect(onceACall([outside, callee])).toEqual([outside, callee]);
    expect(onceACall([logOf({ ...caller, trace_id: 'b'.repeat(32) }), callee])).toHaveLength(2);
  });

  it('tells the two ends of a TCP connection by its addresses', () => {
    const [sent, arrived] = [
      { ...caller, trace_id: null },
      { ...callee, trace_id: null },
    ];
    expect(onceACall([sent, arrived])).toEqual([arrived]);
    const reused = { ...sent, upstream_host: '10.0.0.3:9080' };
    expect(onceACall([reused, arrived])).toHaveLength(2);
  });
});

describe('isCallSettled()', () => {
  it('gives the other end some seconds from the end of the call', () => {
    const line = { start_time: 1_000, duration: 5_000 };
    expect(isCallSettled(line, 7_000)).toBe(false);
    expect(isCallSettled(line, 9_000)).toBe(true);
  });
});
