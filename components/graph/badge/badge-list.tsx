import { formatPercent } from '@/lib/client/format/format-percent';
import { printQuantity } from '@/lib/client/format/quantity';
import { rolloutHref } from '@/lib/client/rollouts/rollout-href';
import { AppLink } from '../../ui/app-link';
import { logsHref } from '../panel/code-list';
import { BADGE_SIGNS, type BadgeKind } from './badge-kind';
import { BadgeSign } from './badge-sign';
import type { NodeBadges } from './list-badges';

/** Every sign of a node in words, each with the way to what is behind it. */
export function BadgeList({ of, badges }: { of: string; badges: NodeBadges }) {
  return (
    <ul className="flex flex-col gap-1.5 text-sm">
      {badges.kinds.map((kind) => (
        <li key={kind} className="flex items-start gap-2">
          <BadgeSign kind={kind} />
          <span className="min-w-0">
            {wordsOf(kind, badges)} <Links kind={kind} of={of} badges={badges} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function wordsOf(kind: BadgeKind, { errors, warnings }: NodeBadges): string {
  if (kind === 'findingError') return `Its configuration has ${count(errors, 'error')}`;
  if (kind === 'findingWarning') return `Its configuration has ${count(warnings, 'warning')}`;
  return BADGE_SIGNS[kind].words;
}

function count(number: number, word: string): string {
  return number === 1 ? `1 ${word}` : `${number} ${word}s`;
}

const LINK = 'rounded-sm text-accent text-xs hover:underline';

function Links({ kind, of, badges }: { kind: BadgeKind; of: string; badges: NodeBadges }) {
  switch (kind) {
    case 'rollout':
      return badges.rollouts.map(({ id, stable, canary, canaryPercent }) => (
        <AppLink key={id} href={rolloutHref(id)} className={LINK}>
          {stable} to {canary}, {printQuantity(formatPercent(canaryPercent / 100))}
        </AppLink>
      ));
    case 'breakerOpen':
      return (
        <AppLink href={`${logsHref(of)}&flag=UO`} className={LINK}>
          Refused requests
        </AppLink>
      );
    case 'noSidecar':
      return null;
    default:
      return (
        <AppLink href={`/config?${configQuery(kind, of)}`} className={LINK}>
          {kind === 'findingError' || kind === 'findingWarning' ? 'Show them' : 'Configuration'}
        </AppLink>
      );
  }
}

/** The list of the configuration, narrowed to what a sign speaks of. */
function configQuery(kind: BadgeKind, of: string): string {
  const namespace = /:([^/]+)\//.exec(of)?.[1];
  const kinds = KINDS[kind];
  return new URLSearchParams({
    ...(namespace === undefined ? {} : { ns: namespace }),
    ...(kinds === undefined ? {} : { kind: kinds }),
    ...(kind === 'findingError'
      ? { finding: 'error' }
      : kind === 'findingWarning'
        ? { finding: 'warning' }
        : {}),
  }).toString();
}

const KINDS: Partial<Record<BadgeKind, string>> = {
  routing: 'VirtualService,HTTPRoute',
  requestTimeout: 'VirtualService,HTTPRoute',
  trafficShifting: 'VirtualService,HTTPRoute',
  mirroring: 'VirtualService,HTTPRoute',
  faultInjection: 'VirtualService',
  circuitBreaker: 'DestinationRule',
  workloadEntry: 'WorkloadEntry',
};
