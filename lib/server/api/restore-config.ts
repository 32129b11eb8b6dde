import { restoreConfig } from '../../protocol/api/config-history';
import { restoreConfig as restore } from '../config-store/history/restore-config';
import { handle } from './handler';

export const restoreConfigHandler = handle(restoreConfig, ({ config }, { actor, body }) =>
  restore(config, actor?.subject ?? 'anonymous', body),
);
