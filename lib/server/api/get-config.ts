import { getConfig } from '../../protocol/api/config-objects';
import { readObjectName } from '../config-store/require-object';
import { getConfig as read } from '../config-store/view/get-config';
import { handle } from './handler';

export const getConfigHandler = handle(getConfig, ({ config }, { params }) =>
  read(config, readObjectName(params)),
);
