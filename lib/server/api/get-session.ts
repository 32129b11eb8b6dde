import { getSession } from '../../protocol/api/console';
import { handle } from './handler';

export const getSessionHandler = handle(getSession, ({ auth }, { actor }) => ({
  required: auth.isRequired,
  user: actor === undefined || actor.via === 'open' ? null : actor.subject,
}));
