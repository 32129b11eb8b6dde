import { getSplit } from '../../protocol/api/splits';
import { getSplit as read } from '../rollout/get-split';
import { handle } from './handler';

export const splitHandler = handle(getSplit, ({ query: context, rollouts }, { query }) =>
  read(context, rollouts, query),
);
