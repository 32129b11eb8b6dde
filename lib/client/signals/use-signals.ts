'use client';

import { getSignals, type SignalsAnswer } from '@/lib/protocol/api/signals';
import type { LiveDocument } from '@/lib/protocol/live/document';
import { useLiveOrHistory } from '../live/use-live-or-history';
import type { TimeRange } from '../time/time-range';
import { closedBuckets } from './closed-buckets';
import { readSignals } from './read-signals';

/** What signals are asked by; see the endpoint. */
export type SignalsQuery = {
  of: string;
  range: TimeRange;
  direction?: 'inbound' | 'outbound';
  by?: 'none' | 'version' | 'peer' | 'code' | 'operation' | 'reporter' | 'protocol';
  heat?: boolean;
  offset?: number;
  enabled?: boolean;
};

/** Golden signals of an object or an edge, live while the range moves. */
export function useSignals({ range, of, direction, by, heat, offset, enabled = true }: SignalsQuery) {
  return useLiveOrHistory({
    topic: 'signals',
    endpoint: getSignals,
    query: { of, direction, by, heat, offset },
    range,
    enabled,
    fromDocument: readClosed,
    fromAnswer,
  });
}

function fromAnswer(answer: SignalsAnswer): SignalsAnswer {
  return answer;
}

/** Only what is live has a bucket that still fills. */
function readClosed(document: LiveDocument): SignalsAnswer {
  return closedBuckets(readSignals(document));
}
