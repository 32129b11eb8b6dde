import type { Codec } from '@/lib/client/url/codec';
import type { TableSort } from './table-column';

/** A table's sort in the address bar: `sort=errors` ascending, `sort=-errors` descending. */
export function sortCodec(fallback: TableSort): Codec<TableSort> {
  return {
    fallback,
    parse: (raw) => {
      if (raw === null || raw === '' || raw === '-') return fallback;
      return raw.startsWith('-')
        ? { column: raw.slice(1), direction: 'desc' }
        : { column: raw, direction: 'asc' };
    },
    print: ({ column, direction }) => {
      if (column === fallback.column && direction === fallback.direction) return null;
      return direction === 'desc' ? `-${column}` : column;
    },
  };
}
