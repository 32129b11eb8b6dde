import { getEntities } from '../../protocol/api/entities';
import { getEntities as readEntities } from '../query/get-entities';
import { handle } from './handler';

export const entitiesHandler = handle(getEntities, ({ query }, request) =>
  readEntities(query, request.query),
);
