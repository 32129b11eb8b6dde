import { getRetention } from '../../protocol/api/console';
import { toRetention } from '../retention/retention-setting';
import { handle } from './handler';

export const getRetentionHandler = handle(getRetention, ({ retention }) =>
  toRetention(retention.scheduler.policy()),
);
