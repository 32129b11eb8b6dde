import { putAcknowledgement } from '../../protocol/api/config-acknowledgements';
import { acknowledgeFinding } from '../config-store/acknowledge/acknowledge-finding';
import { handle } from './handler';

export const putAcknowledgementHandler = handle(putAcknowledgement, ({ config }, { actor, body }) =>
  acknowledgeFinding(config, actor?.subject ?? 'anonymous', body),
);
