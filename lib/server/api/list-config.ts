import { listConfig } from '../../protocol/api/config-objects';
import { listConfig as list } from '../config-store/view/list-config';
import { handle } from './handler';

export const listConfigHandler = handle(listConfig, ({ config }, { query }) => list(config, query));
