import { applyConfig } from '../../protocol/api/config-changes';
import { applyConfig as apply } from '../config-store/change/apply-config';
import { handle } from './handler';

export const applyConfigHandler = handle(applyConfig, ({ config }, { actor, body }) =>
  apply(config, actor?.subject ?? 'anonymous', body),
);
