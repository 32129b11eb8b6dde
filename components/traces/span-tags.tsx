'use client';

import { Search } from 'lucide-react';
import { AppLink } from '@/components/ui/app-link';
import { CopyButton } from '@/components/ui/copy-button';

/** The raw tags; each can be copied and searched for. */
export function SpanTags({ tags }: { tags: Readonly<Record<string, string>> }) {
  const entries = Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1));
  return (
    <table className="w-full table-fixed font-mono text-2xs">
      <caption className="sr-only">Tags of the span</caption>
      <tbody>
        {entries.map(([key, value]) => (
          <tr key={key} className="group border-border/60 border-b last:border-b-0">
            <th
              scope="row"
              className="w-2/5 break-words py-1 pr-2 text-left align-top font-normal text-muted"
            >
              {key}
            </th>
            <td className="break-words py-1 align-top">{value}</td>
            <td className="w-12 whitespace-nowrap text-right align-top opacity-0 focus-within:opacity-100 group-hover:opacity-100">
              <AppLink
                href={`/traces?tags=${encodeURIComponent(`${key}=${quote(value)}`)}`}
                aria-label={`Search traces with ${key}=${value}`}
                className="inline-grid size-6 place-items-center rounded-md text-faint hover:bg-raised hover:text-text"
              >
                <Search aria-hidden className="size-3.5" />
              </AppLink>
              <CopyButton text={value} label={`Copy ${key}`} className="size-6 align-middle" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function quote(value: string): string {
  return /\s/.test(value) ? `"${value}"` : value;
}
