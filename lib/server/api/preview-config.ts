import { previewConfig } from '../../protocol/api/config-preview';
import { previewConfig as preview } from '../whatif/preview-config';
import { handle } from './handler';

export const previewConfigHandler = handle(previewConfig, ({ config, query }, { body }) =>
  preview(config, query, body),
);
