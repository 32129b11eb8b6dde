import { describe, expect, it } from 'vitest';
import { formatAccessLog } from '@/agent/telemetry/format-access-log';
import { makeExchange } from '../support/make-exchange';

describe('formatAccessLog()', () => {
  it("writes Envoy's default text line", () => {
    expect(formatAccessLog(makeExchange({ flags: 'UF,URX', responseCode: 503 }), 'text')).toBe(
      '[2023-11-14T22:13:20.100Z] "GET /ratings/0?x=1 HTTP/1.1" 503 UF,URX via_upstream - "-" 0 500 12 11 "-" "test/1" ' +
        '"84961386-6d84-929d-98bd-c5aee93b5c88" "ratings.backend:9080" "10.0.0.7:9080" ' +
        'outbound|9080||ratings.backend.svc.cluster.local 10.0.0.3:51000 127.0.0.1:15001 127.0.0.1:40000 - default\n',
    );
  });

  it('cannot be made to write another field or line', () => {
    const line = formatAccessLog(makeExchange({ userAgent: 'x" 200 -\n[forged] "\\' }), 'text');
    expect(line.split('\n')).toHaveLength(2);
    expect(line).toContain('"x\\x22 200 -\\x0a[forged] \\x22\\x5c"');
  });

  it("writes Istio's 24 JSON fields, numbers as numbers and missing values as null", () => {
    const line = JSON.parse(formatAccessLog(makeExchange(), 'json'));
    expect(Object.keys(line)).toHaveLength(24);
    expect(line).toMatchObject({
      start_time: '2023-11-14T22:13:20.100Z',
      response_code: 200,
      duration: 12,
      x_forwarded_for: null,
      requested_server_name: null,
    });
  });
});
