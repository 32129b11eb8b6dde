import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { planTraceSearch } from '@/lib/mesh/trace/query/plan-trace-search';
import { readTraceQuery } from '@/lib/mesh/trace/query/read-trace-query';
import { Conditions } from '@/lib/server/store/database/conditions';
import { addSpanCondition } from '@/lib/server/store/traces/span-condition-sql';

/** The WHERE clause of a query, and how many parameters it has. */
function clauseOf(query: string): { sql: string; values: readonly unknown[] } {
  const { spanset, error } = readTraceQuery(query);
  if (spanset === undefined) throw new Error(error.message);
  const where = new Conditions();
  addSpanCondition(where, planTraceSearch(spanset).where);
  return { sql: where.sql(), values: where.values };
}

describe('addSpanCondition()', () => {
  it.each([
    '{ .size > 0 && .size <= 10.5 }',
    '{ resource.service.name = "a.b" || resource.service.name != "c" }',
    '{ resource.service.name =~ "a.*" && name !~ "b?" }',
    '{ .a = "x?" && !(.b != "y") && .c = nil }',
    '{ duration > 1ms && span.http.status_code >= 500 && status = error && kind != client }',
  ])('refers to every parameter of %s and to no other', (query) => {
    const { sql, values } = clauseOf(query);
    const used = new Set([...sql.matchAll(/\$(\d+)/g)].map(([, at]) => Number(at)));
    expect([...used].sort((a, b) => a - b)).toEqual(values.map((_, at) => at + 1));
  });

  it('asks for a tag by containment, and for a service by its columns, as indexes can answer', () => {
    const { sql, values } = clauseOf('{ .a = "x" }');
    expect(values).toEqual(['{"a":"x"}']);
    const index = readFileSync('prisma/migrations/20261123100000_span_search_indexes/migration.sql', 'utf8');
    const indexed = /\((\(tags - '[^']*'::text\[\]\)) jsonb_path_ops\)/.exec(index)?.[1];
    expect(sql).toBe(`(((${indexed} @> $1::jsonb)))`);
    expect(clauseOf('{ .thread.id = "7" }').sql).toContain('(tags @> $1::jsonb)');
    expect(clauseOf('{ resource.service.name = "a.b" }').sql).toBe(
      '((service = $1 OR (service = $2 AND namespace = $3)))',
    );
  });
});
