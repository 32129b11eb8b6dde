import { TimeAgo } from '@/components/ui/time-ago';
import type { ConsoleState } from '@/lib/protocol/api/console';

/** What the console did not take lately: when, from whom, why. */
export function RefusalList({ refusals }: Pick<ConsoleState['ingest'], 'refusals'>) {
  if (refusals.length === 0) return null;
  return (
    <section aria-label="Refused lately" className="basis-full border-border border-t pt-3">
      <h3 className="text-muted text-xs">Refused lately</h3>
      <ul className="mt-1 flex flex-col gap-1">
        {refusals.map(({ at, agent, why }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two refusals may be alike in everything
          <li key={index} className="grid gap-x-4 sm:grid-cols-[7rem_14rem_1fr]">
            <TimeAgo timeMs={at} className="text-muted" />
            <span className="truncate font-medium">{agent}</span>
            <span className="min-w-0 break-words">{why}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
