import { getEvents } from '../../protocol/api/overview';
import { listEvents } from '../query/list-events';
import { handle } from './handler';

export const eventsHandler = handle(getEvents, ({ query }, request) => listEvents(query, request.query));
