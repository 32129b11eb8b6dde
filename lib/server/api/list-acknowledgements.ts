import { listAcknowledgements } from '../../protocol/api/config-acknowledgements';
import { listAcknowledgements as list } from '../config-store/acknowledge/list-acknowledgements';
import { handle } from './handler';

export const listAcknowledgementsHandler = handle(listAcknowledgements, async ({ config }) => ({
  acknowledgements: await list(config),
}));
