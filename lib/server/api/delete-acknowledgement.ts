import { deleteAcknowledgement } from '../../protocol/api/config-acknowledgements';
import { withdrawAcknowledgement } from '../config-store/acknowledge/withdraw-acknowledgement';
import { handle } from './handler';

export const deleteAcknowledgementHandler = handle(deleteAcknowledgement, ({ config }, { actor, query }) =>
  withdrawAcknowledgement(config, actor?.subject ?? 'anonymous', query.key),
);
