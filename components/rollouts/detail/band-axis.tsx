import { formatPercent } from '@/lib/client/format/format-percent';
import { printQuantity } from '@/lib/client/format/quantity';

/** What the bars below stand for: their scale, and what mark and band are. A row of a list of three columns. */
export function BandAxis({ most }: { most: number }) {
  return (
    <>
      <dt className="col-span-2 text-faint">Seen (mark), and where the true share may lie (band)</dt>
      <dd className="num col-span-2 flex justify-between text-faint sm:col-span-1" aria-hidden>
        <span>0 %</span>
        <span>{printQuantity(formatPercent(most))}</span>
      </dd>
    </>
  );
}
