import { deleteSessionHandler } from './delete-session';
import { agentsHandler } from './get-agents';
import { consoleHandler } from './get-console';
import { entitiesHandler } from './get-entities';
import { eventsHandler } from './get-events';
import { graphHandler } from './get-graph';
import { logHistogramHandler } from './get-log-histogram';
import { logsHandler } from './get-logs';
import { namesHandler } from './get-names';
import { overviewHandler } from './get-overview';
import { getRetentionHandler } from './get-retention';
import { getSessionHandler } from './get-session';
import { signalsHandler } from './get-signals';
import { traceHandler } from './get-trace';
import { tracesHandler } from './get-traces';
import type { Handler } from './handler';
import { postSessionHandler } from './post-session';
import { putRetentionHandler } from './put-retention';

/** Every endpoint of the API. A new one is a file here and a line below. */
export const HANDLERS: readonly Handler[] = [
  overviewHandler,
  graphHandler,
  entitiesHandler,
  namesHandler,
  signalsHandler,
  eventsHandler,
  tracesHandler,
  traceHandler,
  logsHandler,
  logHistogramHandler,
  agentsHandler,
  consoleHandler,
  getRetentionHandler,
  putRetentionHandler,
  getSessionHandler,
  postSessionHandler,
  deleteSessionHandler,
];
