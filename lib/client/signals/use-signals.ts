'use client';

import { getSignals, type SignalsAnswer } from '@/lib/protocol/api/signals';
import { useLiveOrHistory } from '../live/use-live-or-history';
import type { TimeRange } from '../time/time-range';
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
    fromDocument: readSignals,
    fromAnswer,
  });
}

function fromAnswer(answer: SignalsAnswer): SignalsAnswer {
  return answer;
}
