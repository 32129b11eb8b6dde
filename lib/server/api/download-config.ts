import { downloadConfig } from '../../protocol/api/config-objects';
import { downloadConfig as download } from '../config-store/view/download-config';
import { handle } from './handler';

export const downloadConfigHandler = handle(downloadConfig, ({ config }, { query }) =>
  download(config, query),
);
