import { getConfigRevision } from '../../protocol/api/config-history';
import { getRevision } from '../config-store/history/get-revision';
import { handle } from './handler';

export const getConfigRevisionHandler = handle(getConfigRevision, ({ config }, { params }) =>
  getRevision(config, params.revision ?? ''),
);
