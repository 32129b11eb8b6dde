'use client';

import { formatPercent } from '@/lib/client/format/format-percent';
import { formatRate } from '@/lib/client/format/format-rate';
import { splitHref } from '@/lib/client/rollouts/rollout-href';
import { useSplit } from '@/lib/client/rollouts/use-split';
import type { EntityRow } from '@/lib/protocol/api/entities';
import type { SplitAnswer } from '@/lib/protocol/api/splits';
import { assignColors } from '../../charts/series-color';
import { AppLink } from '../../ui/app-link';
import { Metric } from '../../ui/metric';
import { Skeleton } from '../../ui/skeleton';
import { VersionChip } from '../../ui/version-chip';
import { defaultSplit } from '../editor/rule-picker';
import { observedShares } from '../model/caller-fit';

const SECONDS = 60;
const REFRESH_MS = 5_000;

type Share = {
  version: string;
  /** Of the rule; undefined where no rule says. */
  wanted: number | undefined;
  seen: number;
  rate: number;
  errors: number;
};

/** A service with the way to its sliders: how it is shared now, by its rule and in fact, and how each version does. */
export function ShiftRow({ service }: { service: EntityRow }) {
  const { namespace, name } = service;
  const { data } = useSplit(service, SECONDS, { refetchMs: REFRESH_MS });
  const shares = data === undefined ? undefined : sharesOf(data);
  const colors = assignColors(service.versions);
  return (
    <li>
      <AppLink
        href={splitHref({ namespace, name })}
        className="grid min-h-10 items-center gap-x-4 gap-y-1 rounded-md px-2 py-1.5 transition-colors duration-150 hover:bg-raised md:grid-cols-[minmax(150px,1fr)_minmax(120px,1fr)_minmax(0,4fr)]"
      >
        <span className="flex min-w-0 items-baseline gap-2">
          <span className="truncate font-medium">{name}</span>
          <span className="truncate text-faint text-xs">{namespace}</span>
        </span>
        {shares === undefined ? <Skeleton className="h-3" /> : <ShareBar shares={shares} colors={colors} />}
        <span className="flex flex-wrap items-center gap-x-5 gap-y-1 text-xs">
          {(shares ?? []).map((share) => (
            <VersionShare key={share.version} share={share} />
          ))}
        </span>
      </AppLink>
    </li>
  );
}

type ShareBarProps = { shares: readonly Share[]; colors: ReadonlyMap<string, string> };

/** What was answered by whom, with marks where the rule draws the lines. */
function ShareBar({ shares, colors }: ShareBarProps) {
  const ends = shares.map((_, index) =>
    shares.slice(0, index + 1).reduce((sum, { wanted = 0 }) => sum + wanted, 0),
  );
  return (
    <span className="relative block h-4" aria-hidden>
      <span className="absolute inset-x-0 top-1 flex h-2 overflow-hidden rounded-sm bg-raised">
        {shares.map(({ version, seen }) => (
          <span
            key={version}
            className="h-full shrink-0 transition-[width] duration-150"
            style={{ width: `${seen}%`, background: colors.get(version) ?? 'var(--idle)' }}
          />
        ))}
      </span>
      {ends
        .filter((end) => end > 0 && end < 100)
        .map((end) => (
          <span
            key={end}
            className="-translate-x-1/2 absolute inset-y-0 w-0.5 rounded-full bg-text outline-1 outline-bg"
            style={{ left: `${end}%` }}
          />
        ))}
    </span>
  );
}

function VersionShare({ share: { version, wanted, seen, rate, errors } }: { share: Share }) {
  const observed = `${Math.round(seen)} %`;
  const title =
    wanted === undefined
      ? `No rule shares it: ${version} answered ${observed} of the last minute`
      : `The rule gives ${version} ${Math.round(wanted)} %; it answered ${observed} of the last minute`;
  return (
    <span className="inline-flex items-center gap-1.5" title={title}>
      <VersionChip version={version} />
      <span className="num">{wanted === undefined ? observed : `${Math.round(wanted)} %`}</span>
      {wanted === undefined || Math.round(wanted) === Math.round(seen) ? null : (
        <span className="num text-faint">({observed} seen)</span>
      )}
      <Metric quantity={formatRate(rate)} className="text-muted" />
      {errors === 0 ? null : (
        <span className="inline-flex gap-1 text-muted">
          <Metric quantity={formatPercent(errors)} tone="degraded" /> failed
        </span>
      )}
    </span>
  );
}

/** In the order of the versions, whether a rule knows them or not. */
function sharesOf({ versions, callers, splits }: SplitAnswer): Share[] {
  const rule = defaultSplit(splits)?.targets;
  const seen = observedShares(callers);
  return versions
    .map(({ version, rate, errors }) => ({
      version,
      wanted: rule
        ?.filter((target) => target.version === version)
        .reduce((sum, { percent }) => sum + percent, 0),
      seen: seen.get(version) ?? 0,
      rate,
      errors: errors.rate,
    }))
    .sort((a, b) => a.version.localeCompare(b.version, 'en', { numeric: true }));
}
