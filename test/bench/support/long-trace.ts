import { createHash } from 'node:crypto';

const SERVICES = ['web', 'cart', 'catalog', 'payments', 'bank', 'stock', 'ledger', 'search'];
/** Calls of one span; the tree is as wide as it is deep. */
const CALLS = 6;
const SPANS_A_MESSAGE = 2_000;

const idOf = (text: string, digits: number): string =>
  createHash('md5').update(text).digest('hex').slice(0, digits);

/** Messages of OTLP/JSON with one trace of so many spans of eight services, one in fifty of them failed; and its id. */
export function makeLongTrace(spans: number, endMs: number): { traceId: string; messages: unknown[] } {
  const traceId = idOf(`trace of ${spans}`, 32);
  const startNs = BigInt(endMs - 60_000) * 1_000_000n;
  const slotNs = 50_000_000_000n / BigInt(spans);
  const all = Array.from({ length: spans }, (_, i) => {
    const parent = Math.floor((i - 1) / CALLS);
    const from = startNs + BigInt(i) * slotNs;
    const length = i === 0 ? 55_000_000_000n : slotNs * BigInt(CALLS + (i % 40));
    return {
      service: SERVICES[i % SERVICES.length] ?? '',
      span: {
        traceId,
        spanId: idOf(`span ${i}`, 16),
        ...(i === 0 ? {} : { parentSpanId: idOf(`span ${parent}`, 16) }),
        name: `GET /items/${i % 17}`,
        kind: i % 2 === 0 ? 2 : 3,
        startTimeUnixNano: String(from),
        endTimeUnixNano: String(from + length),
        status: i % 50 === 49 ? { code: 2, message: 'no stock' } : {},
        attributes: [
          { key: 'http.method', value: { stringValue: 'GET' } },
          { key: 'http.url', value: { stringValue: `http://shop/items/${i}` } },
          { key: 'http.status_code', value: { intValue: i % 50 === 49 ? 503 : 200 } },
        ],
      },
    };
  });
  const messages: unknown[] = [];
  for (let at = 0; at < all.length; at += SPANS_A_MESSAGE) {
    const part = all.slice(at, at + SPANS_A_MESSAGE);
    messages.push({
      resourceSpans: SERVICES.map((name) => ({
        resource: {
          attributes: [
            { key: 'service.name', value: { stringValue: name } },
            { key: 'service.namespace', value: { stringValue: 'bench' } },
          ],
        },
        scopeSpans: [{ spans: part.filter(({ service }) => service === name).map(({ span }) => span) }],
      })),
    });
  }
  return { traceId, messages };
}
