import type { CountedSeries } from '../../mesh/metrics/counted-series';
import { isKnown } from '../../mesh/metrics/series-labels';
import type { SignalsParams } from '../../protocol/api/signals';
import type { SignalSubject } from './match-subject';
import type { QueryContext } from './query-context';

/** The key of everything when nothing is split. */
export const WHOLE = 'all';

/** The group a series belongs to. */
export type KeyOf = (row: CountedSeries) => string;

/**
 * How a subject's series are split. Versions are the subject's own: of the callee for what comes in and for edges, of
 * the caller for what goes out. Peers are node ids, so that a screen can link them.
 */
export function createKeyOf(context: QueryContext, by: SignalsParams['by'], subject: SignalSubject): KeyOf {
  const isOutbound = subject.kind === 'node' && subject.direction === 'outbound';
  switch (by) {
    case 'none':
      return () => WHOLE;
    case 'version':
      return ({ facts, destination }) =>
        nameOf(
          isOutbound
            ? facts.labels.source_canonical_revision
            : destination.labels.destination_canonical_revision,
        );
    case 'peer': {
      const findRoute = context.findRoute('workload');
      return ({ facts, destination }) => {
        const route = findRoute(facts, destination);
        return (isOutbound ? route?.target.id : route?.source.id) ?? 'unknown';
      };
    }
    case 'code':
      return ({ facts }) => facts.outcome;
    case 'operation':
      return ({ facts }) => nameOf(facts.labels.request_operation);
    case 'reporter':
      return ({ facts }) => facts.reporter;
    case 'protocol':
      return ({ facts }) => facts.protocol;
    default: {
      const never: never = by;
      return never;
    }
  }
}

function nameOf(value: string): string {
  return isKnown(value) ? value : 'unknown';
}
