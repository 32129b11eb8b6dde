import { revertConfig } from '../../protocol/api/config-history';
import { revertConfig as revert } from '../config-store/history/restore-config';
import { handle } from './handler';

export const revertConfigHandler = handle(revertConfig, ({ config }, { actor, body }) =>
  revert(config, actor?.subject ?? 'anonymous', body),
);
