import { applyConfigHandler } from './apply-config';
import { graphCompareHandler } from './compare-graph';
import { deleteAcknowledgementHandler } from './delete-acknowledgement';
import { deleteConfigHandler } from './delete-config';
import { deleteSessionHandler } from './delete-session';
import { deleteViewHandler } from './delete-view';
import { downloadConfigHandler } from './download-config';
import { agentProxyHandler } from './get-agent-proxy';
import { agentsHandler } from './get-agents';
import { applicationLogsHandler } from './get-application-logs';
import { getConfigHandler } from './get-config';
import { configPushHandler } from './get-config-push';
import { getConfigRevisionHandler } from './get-config-revision';
import { configSyncHandler } from './get-config-sync';
import { consoleHandler } from './get-console';
import { diagnosisHandler } from './get-diagnosis';
import { entitiesHandler } from './get-entities';
import { eventsHandler } from './get-events';
import { graphHandler } from './get-graph';
import { graphSignsHandler } from './get-graph-signs';
import { incidentsHandler } from './get-incidents';
import { logHistogramHandler } from './get-log-histogram';
import { logsHandler } from './get-logs';
import { namesHandler } from './get-names';
import { getOperationsHandler } from './get-operations';
import { overviewHandler } from './get-overview';
import { getPricesHandler } from './get-prices';
import { registryHandler } from './get-registry';
import { getRetentionHandler } from './get-retention';
import { rolloutHandler } from './get-rollout';
import { rolloutsHandler } from './get-rollouts';
import { getSessionHandler } from './get-session';
import { signalsHandler } from './get-signals';
import { splitHandler } from './get-split';
import { timelineHandler } from './get-timeline';
import { getTolerancesHandler } from './get-tolerances';
import { traceHandler } from './get-trace';
import { traceFieldsHandler } from './get-trace-fields';
import { traceHeatHandler } from './get-trace-heat';
import { tracePointsHandler } from './get-trace-points';
import { tracesHandler } from './get-traces';
import { usualShapeHandler } from './get-usual-shape';
import { getViewsHandler } from './get-views';
import type { Handler } from './handler';
import { importConfigHandler } from './import-config';
import { listAcknowledgementsHandler } from './list-acknowledgements';
import { listConfigHandler } from './list-config';
import { listConfigHistoryHandler } from './list-config-history';
import { listConfigRulesHandler } from './list-config-rules';
import { postRolloutHandler } from './post-rollout';
import { postRolloutActionHandler } from './post-rollout-action';
import { postRolloutApprovalHandler } from './post-rollout-approval';
import { postRolloutImportHandler } from './post-rollout-import';
import { postSessionHandler } from './post-session';
import { previewConfigHandler } from './preview-config';
import { putAcknowledgementHandler } from './put-acknowledgement';
import { putOperationsHandler } from './put-operations';
import { putPricesHandler } from './put-prices';
import { putRetentionHandler } from './put-retention';
import { putTolerancesHandler } from './put-tolerances';
import { putViewHandler } from './put-view';
import { restoreConfigHandler } from './restore-config';
import { revertConfigHandler } from './revert-config';
import { validateConfigHandler } from './validate-config';

/** Every endpoint of the API. A new one is a file here and a line below. */
export const HANDLERS: readonly Handler[] = [
  overviewHandler,
  graphHandler,
  graphCompareHandler,
  graphSignsHandler,
  entitiesHandler,
  namesHandler,
  signalsHandler,
  eventsHandler,
  timelineHandler,
  tracesHandler,
  traceHandler,
  traceFieldsHandler,
  traceHeatHandler,
  tracePointsHandler,
  usualShapeHandler,
  logsHandler,
  logHistogramHandler,
  applicationLogsHandler,
  diagnosisHandler,
  incidentsHandler,
  agentsHandler,
  agentProxyHandler,
  registryHandler,
  consoleHandler,
  listConfigHandler,
  getConfigHandler,
  deleteConfigHandler,
  downloadConfigHandler,
  listConfigRulesHandler,
  listAcknowledgementsHandler,
  putAcknowledgementHandler,
  deleteAcknowledgementHandler,
  validateConfigHandler,
  previewConfigHandler,
  applyConfigHandler,
  importConfigHandler,
  listConfigHistoryHandler,
  getConfigRevisionHandler,
  revertConfigHandler,
  restoreConfigHandler,
  configPushHandler,
  configSyncHandler,
  rolloutsHandler,
  rolloutHandler,
  postRolloutHandler,
  postRolloutActionHandler,
  postRolloutApprovalHandler,
  postRolloutImportHandler,
  splitHandler,
  getPricesHandler,
  putPricesHandler,
  getTolerancesHandler,
  putTolerancesHandler,
  getOperationsHandler,
  putOperationsHandler,
  getRetentionHandler,
  putRetentionHandler,
  getViewsHandler,
  putViewHandler,
  deleteViewHandler,
  getSessionHandler,
  postSessionHandler,
  deleteSessionHandler,
];
