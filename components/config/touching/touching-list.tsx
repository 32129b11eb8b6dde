import { configHref } from '@/lib/client/config/config-href';
import type { ConfigItem } from '@/lib/protocol/api/config';
import { AppLink } from '../../ui/app-link';
import { FindingCounts } from '../../ui/finding-counts';
import { kindLabel } from '../kind-label';

/** Objects one below the other, those with most trouble first. */
export function TouchingList({ items }: { items: readonly ConfigItem[] }) {
  const sorted = items.toSorted(
    (a, b) => weigh(b) - weigh(a) || a.kind.localeCompare(b.kind) || a.name.localeCompare(b.name),
  );
  return (
    <ul className="flex flex-col">
      {sorted.map((item) => (
        <li key={item.key} className="flex min-h-8 min-w-0 flex-wrap items-center gap-x-2">
          <AppLink href={configHref(item)} className="min-w-0 truncate rounded-sm hover:underline">
            <span className="text-muted">{kindLabel(item.kind)}</span> {item.name}
            <span className="text-faint"> {item.namespace}</span>
          </AppLink>
          <span className="ml-auto shrink-0">
            <FindingCounts counts={item.findings} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function weigh({ findings }: ConfigItem): number {
  return findings.error * 1e6 + findings.warning * 1e3 + findings.info;
}
