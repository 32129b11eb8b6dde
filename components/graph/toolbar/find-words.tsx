import { FIND_FIELDS } from '@/lib/mesh/graph/find/find-fields';

const EXAMPLES = [
  ['error > 5', 'more than 5 % of requests fail'],
  ['p99 > 500ms and ns = shop', 'slow, in one namespace'],
  ['not healthy or idle', 'trouble, or without traffic'],
  ['name startswith rev', 'by the start of a name'],
  ['(http or grpc) and code = 503', 'edges with a code'],
  ['tcp and not ns = data', 'edges, by a namespace at their ends'],
] as const;

/** How to find and hide, by examples and by fields. */
export function FindWords() {
  return (
    <div className="flex h-full flex-col">
      <p className="mb-2 font-medium">Words, fields, and, or, not, parentheses</p>
      <dl className="mb-3 grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-xs">
        {EXAMPLES.map(([example, meaning]) => (
          <div key={example} className="contents">
            <dt className="font-mono">{example}</dt>
            <dd className="text-muted">{meaning}</dd>
          </div>
        ))}
      </dl>
      <p className="mb-2 font-medium">Fields</p>
      <dl className="grid min-h-0 grow grid-cols-[auto_1fr] gap-x-3 gap-y-1 overflow-auto text-xs">
        {FIND_FIELDS.map(({ names, help }) => (
          <div key={names[0]} className="contents">
            <dt className="font-mono">{names.join(', ')}</dt>
            <dd className="text-muted">{help}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
