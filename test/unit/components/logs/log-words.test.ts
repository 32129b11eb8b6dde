import { describe, expect, it } from 'vitest';
import { edgeIdOf } from '@/components/logs/model/edge-of-line';
import { LOG_FIELD_GROUPS } from '@/components/logs/model/log-field-groups';
import { pathPatterns, pathTemplate } from '@/components/logs/model/path-patterns';
import { toJsonLines } from '@/components/logs/model/to-json-lines';
import { parseEdge } from '@/lib/mesh/graph/node-id';
import { logLineSchema } from '@/lib/protocol/api/logs';
import { makeLine } from '../../lib/client/logs/make-line';

describe('LOG_FIELD_GROUPS', () => {
  it('shows every field of a line exactly once', () => {
    const shown = LOG_FIELD_GROUPS.flatMap(({ fields }) => fields);
    expect([...shown].sort()).toEqual(Object.keys(logLineSchema.shape).sort());
  });
});

describe('pathTemplate()', () => {
  it('replaces ids by their kind and keeps words', () => {
    expect(pathTemplate('/orders/8f14e45f-ceea-467f-a0e6-5a1b2c3d4e5f/items/4711?x=1')).toBe(
      '/orders/{uuid}/items/{n}',
    );
    expect(pathTemplate('/static/app/v2/main')).toBe('/static/app/v2/main');
    expect(pathTemplate('/blob/9f86d081884c7d65')).toBe('/blob/{hex}');
  });
});

describe('pathPatterns()', () => {
  it('groups by template and counts failures', () => {
    const lines = [
      makeLine({ path: '/r/1', duration_us: 10_000 }),
      makeLine({ path: '/r/2', duration_us: 30_000, response_code: 503 }),
      makeLine({ path: '/other' }),
    ];
    const [first, second] = pathPatterns(lines);
    expect(first).toMatchObject({ template: '/r/{n}', lines: 2, failures: 1, meanMs: 20, maxMs: 30 });
    expect(second).toMatchObject({ template: '/other', lines: 1, failures: 0 });
  });
});

describe('edgeIdOf()', () => {
  it('names the edge of the workload graph', () => {
    const id = edgeIdOf(makeLine());
    expect(id).toBe('workload:shop/web-v1->workload:shop/reviews-v2#http');
    expect(id && parseEdge(id)?.target.name).toBe('reviews-v2');
  });

  it('starts at the unknown source, and is nothing without a target', () => {
    expect(edgeIdOf(makeLine({ source_workload: 'unknown' }))).toMatch(/^unknown->/);
    expect(edgeIdOf(makeLine({ destination_workload: 'unknown' }))).toBeUndefined();
  });
});

describe('toJsonLines()', () => {
  it('writes one object a line, oldest first, with readable times', () => {
    const text = toJsonLines([
      makeLine({ id: '2', start_time: 2_000 }),
      makeLine({ id: '1', start_time: 1_000 }),
    ]);
    const rows = text
      .trimEnd()
      .split('\n')
      .map((row) => JSON.parse(row) as { id: string; start_time: string });
    expect(rows.map(({ id, start_time }) => [id, start_time])).toEqual([
      ['1', '1970-01-01T00:00:01.000Z'],
      ['2', '1970-01-01T00:00:02.000Z'],
    ]);
  });
});
