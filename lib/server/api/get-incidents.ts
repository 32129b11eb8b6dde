import { getIncidents } from '../../protocol/api/diagnosis';
import { listIncidents } from '../diagnosis/list-incidents';
import { handle } from './handler';

export const incidentsHandler = handle(getIncidents, ({ query }, request) =>
  listIncidents(query, request.query),
);
