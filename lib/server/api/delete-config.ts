import { deleteConfig } from '../../protocol/api/config-objects';
import { deleteConfig as remove } from '../config-store/change/delete-config';
import { readObjectName } from '../config-store/require-object';
import { handle } from './handler';

export const deleteConfigHandler = handle(deleteConfig, ({ config }, { actor, params, query }) =>
  remove(config, actor?.subject ?? 'anonymous', readObjectName(params), query),
);
