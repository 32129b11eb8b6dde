import type { NamespaceCard } from '@/lib/protocol/api/overview';
import { Sparkline } from '../ui/sparkline';

/** Requests over the window with the failing ones drawn over them, to one scale. */
export function TrafficSpark({ card }: { card: NamespaceCard }) {
  const { namespace, sent, sparkline: rates, errorSparkline: errors } = card;
  const where = sent === null ? `in ${namespace}` : `sent by ${namespace}`;
  const max = Math.max(0, ...rates);
  return (
    <div className="relative mx-4 my-3 h-12">
      <Sparkline
        values={rates}
        label={`Requests a second ${where}`}
        max={max}
        width={320}
        height={48}
        className="absolute inset-0 size-full"
      />
      {errors.some((value) => value > 0) ? (
        <Sparkline
          values={errors}
          label={`Failing requests a second ${where}`}
          tone="failing"
          max={max}
          width={320}
          height={48}
          className="absolute inset-0 size-full"
        />
      ) : null}
    </div>
  );
}
