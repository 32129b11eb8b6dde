import { getConfigSync } from '../../protocol/api/config-push';
import { handle } from './handler';

const NO_DIRECTORY = { directory: null, mode: null, lastSyncAt: null, error: null, conflicts: [] };

export const configSyncHandler = handle(
  getConfigSync,
  ({ configSync }) => configSync?.status() ?? NO_DIRECTORY,
);
