import type { Conditions } from '../database/conditions';

/**
 * Tags whose values are nearly never the same on two spans, and which nobody searches by: they are left out of the index of tags,
 * which they would make many times as large. The list is part of the index's own definition; see prisma/migrations.
 */
const UNINDEXED_TAGS: ReadonlySet<string> = new Set([
  'http.url',
  'url.full',
  'url.path',
  'url.query',
  'http.target',
  'request_size',
  'response_size',
  'db.statement',
  'db.query.text',
  'net.peer.port',
  'network.peer.port',
  'client.port',
  'thread.id',
]);

/** The expression that tags are indexed by, letter for letter. */
const INDEXED = `(tags - '{${[...UNINDEXED_TAGS].join(',')}}'::text[])`;

/** Spans whose tags have exactly these values, in a form that the index of tags answers where it can. */
export function tagSql(where: Conditions, tags: Readonly<Record<string, string>>): string {
  const parts = Object.entries(tags).map(([tag, value]) => {
    const own = UNINDEXED_TAGS.has(tag) ? 'tags' : INDEXED;
    return `(${own} @> ${where.parameter(JSON.stringify({ [tag]: value }))}::jsonb)`;
  });
  return parts.length === 0 ? 'true' : `(${parts.join(' AND ')})`;
}
