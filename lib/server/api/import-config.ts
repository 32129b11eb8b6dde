import { importConfig } from '../../protocol/api/config-changes';
import { importConfig as load } from '../config-store/change/apply-config';
import { handle } from './handler';

export const importConfigHandler = handle(importConfig, ({ config }, { actor, body }) =>
  load(config, actor?.subject ?? 'anonymous', body),
);
