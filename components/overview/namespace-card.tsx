import type { ReactNode } from 'react';
import type { SeverityCounts } from '@/lib/client/config/use-finding-counts';
import { formatDuration } from '@/lib/client/format/format-duration';
import { formatPercent } from '@/lib/client/format/format-percent';
import { formatRate } from '@/lib/client/format/format-rate';
import { entityHref } from '@/lib/client/url/entity-href';
import type { NamespaceCard } from '@/lib/protocol/api/overview';
import { AppLink } from '../ui/app-link';
import { Card } from '../ui/card';
import { FindingCounts } from '../ui/finding-counts';
import { healthTone } from '../ui/health';
import { HealthIcon } from '../ui/health-icon';
import { Metric } from '../ui/metric';
import { foldTrouble } from './fold-trouble';
import { HealthCounts } from './health-counts';
import { TrafficSpark } from './traffic-spark';

const MOST_TROUBLE = 3;

type NamespaceCardViewProps = { card: NamespaceCard; findings: SeverityCounts | undefined };

/** One namespace: how healthy, how much, how fast, how safe, and what is wrong. */
export function NamespaceCardView({ card, findings }: NamespaceCardViewProps) {
  const name = encodeURIComponent(card.namespace);
  return (
    <li className="min-w-0">
      <Card className="flex h-full flex-col">
        <header className="flex items-center gap-2 px-4 pt-3">
          <HealthIcon health={card.health} className="[&_svg]:size-4" />
          <h2 className="min-w-0 truncate text-md">
            <AppLink href={`/graph?ns=${name}`} className="rounded-sm hover:underline">
              {card.namespace}
            </AppLink>
          </h2>
          <nav
            aria-label={`Pages of ${card.namespace}`}
            className="ml-auto flex shrink-0 gap-3 text-muted text-xs"
          >
            {card.health === 'Failure' || card.health === 'Degraded' ? (
              <AppLink
                href={`/why?of=${encodeURIComponent(`namespace:${card.namespace}`)}`}
                className="rounded-sm font-medium text-text hover:underline"
              >
                Why
              </AppLink>
            ) : null}
            {['Workloads', 'Traces', 'Logs'].map((page) => (
              <AppLink
                key={page}
                href={`/${page.toLowerCase()}?ns=${name}`}
                className="rounded-sm hover:text-text hover:underline"
              >
                {page}
              </AppLink>
            ))}
          </nav>
        </header>
        <div className="flex items-center gap-3 px-4 pt-1">
          <HealthCounts counts={card.workloads} />
          {findings === undefined ? null : (
            <AppLink
              href={`/config?ns=${name}&finding=error,warning`}
              className="ml-auto inline-flex shrink-0 items-center gap-2 rounded-sm text-muted text-xs hover:text-text hover:underline"
            >
              Config
              <FindingCounts counts={findings} />
            </AppLink>
          )}
        </div>
        <Signals card={card} />
        <TrafficSpark card={card} />
        <Trouble card={card} />
      </Card>
    </li>
  );
}

/** What comes in; of a namespace that only sends what goes out, and that it does. */
function Signals({ card }: { card: NamespaceCard }) {
  const { rate, errorPercent, p99, mtlsPercent } = card.sent ?? card;
  return (
    <dl className="grid grid-cols-4 gap-2 px-4 pt-3">
      <Fact
        label={card.sent === null ? 'Requests' : 'Requests sent'}
        value={<Metric quantity={formatRate(rate)} />}
      />
      <Fact
        label="Errors"
        value={
          rate === 0 ? (
            <Metric quantity={undefined} />
          ) : (
            <Metric
              quantity={formatPercent(errorPercent / 100)}
              tone={errorPercent > 0 ? healthTone(card.health) : undefined}
            />
          )
        }
      />
      <Fact label="p99" value={<Metric quantity={p99 === null ? undefined : formatDuration(p99)} />} />
      <Fact
        label="mTLS"
        value={<Metric quantity={mtlsPercent === null ? undefined : formatPercent(mtlsPercent / 100)} />}
      />
    </dl>
  );
}

function Fact({ label, value }: { label: string; value: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-muted text-xs">{label}</dt>
      <dd className="text-md">{value}</dd>
    </div>
  );
}

function Trouble({ card }: { card: NamespaceCard }) {
  if (card.trouble.length === 0) return null;
  const trouble = foldTrouble(card.trouble);
  const rest = trouble.length - MOST_TROUBLE;
  return (
    <ul className="mt-auto flex flex-col border-border border-t px-4 py-2 text-xs">
      {trouble.slice(0, MOST_TROUBLE).map(({ id, name, status, reason }) => (
        <li key={id} className="flex min-h-6 min-w-0 items-baseline gap-2">
          <HealthIcon health={status === 'Failure' || status === 'Degraded' ? status : 'Not Ready'} />
          <AppLink
            href={entityHref(id) ?? '/graph'}
            className="shrink-0 rounded-sm font-medium leading-6 hover:underline"
          >
            {name}
          </AppLink>
          <span className="line-clamp-2 min-w-0 text-muted" title={reason}>
            {reason}
          </span>
        </li>
      ))}
      {rest > 0 ? <li className="py-0.5 text-faint">and {rest} more</li> : null}
    </ul>
  );
}
