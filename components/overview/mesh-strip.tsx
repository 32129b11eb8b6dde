import { formatCount } from '@/lib/client/format/format-count';
import { formatPercent } from '@/lib/client/format/format-percent';
import { formatRate } from '@/lib/client/format/format-rate';
import type { NamespaceCard } from '@/lib/protocol/api/overview';
import { BigMetric } from '../ui/big-metric';
import { Card } from '../ui/card';
import { healthTone } from '../ui/health';
import { sumCards } from './sum-cards';

/** The mesh in one line of numbers. */
export function MeshStrip({ cards }: { cards: readonly NamespaceCard[] }) {
  const totals = sumCards(cards);
  return (
    <Card className="grid grid-cols-2 gap-x-8 gap-y-3 px-4 py-3 sm:grid-cols-3 lg:grid-cols-6">
      <BigMetric label="Requests" quantity={formatRate(totals.rate)} />
      <BigMetric
        label="Errors"
        quantity={formatPercent(totals.errorPercent / 100)}
        tone={totals.errorPercent > 0 ? healthTone(totals.health) : undefined}
      />
      <BigMetric
        label="Mutual TLS"
        quantity={totals.mtlsPercent === null ? undefined : formatPercent(totals.mtlsPercent / 100)}
      />
      <BigMetric label="Workloads" quantity={formatCount(totals.workloads)} />
      <BigMetric
        label="In trouble"
        quantity={formatCount(totals.troubled)}
        tone={totals.troubled > 0 ? healthTone(totals.troubledHealth) : undefined}
      />
      <BigMetric label="Agents" quantity={formatCount(totals.agents)} />
    </Card>
  );
}
