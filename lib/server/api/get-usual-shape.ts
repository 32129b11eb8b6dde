import { getUsualShape } from '../../protocol/api/traces';
import { readUsualShape } from '../query/read-usual-shape';
import { handle } from './handler';

export const usualShapeHandler = handle(getUsualShape, ({ query }, request) =>
  readUsualShape(query, request.params.id ?? '', request.query.window),
);
