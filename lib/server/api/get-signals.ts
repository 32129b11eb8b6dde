import { getSignals } from '../../protocol/api/signals';
import { getSignals as readSignals } from '../query/get-signals';
import { handle } from './handler';

export const signalsHandler = handle(getSignals, ({ query }, request) => readSignals(query, request.query));
