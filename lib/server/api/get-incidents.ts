import { getIncidents } from '../../protocol/api/diagnosis';
import { handle } from './handler';

export const incidentsHandler = handle(getIncidents, ({ incidents }, request) => ({
  incidents: incidents.list(request.query.namespaces),
}));
