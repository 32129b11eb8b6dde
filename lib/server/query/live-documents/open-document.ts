import type { LiveTopic } from '../../../protocol/live/live-message';
import type { QueryContext } from '../query-context';
import { agentsDocument } from './agents-document';
import { configDocument, type PushSource } from './config-document';
import { entitiesDocument } from './entities-document';
import { eventsDocument } from './events-document';
import { graphDocument } from './graph-document';
import type { LiveSource } from './live-source';
import { logsDocument } from './logs-document';
import { overviewDocument } from './overview-document';
import { pulseDocument } from './pulse-document';
import { signalsDocument } from './signals-document';

type OpenDocument = (
  context: QueryContext,
  params: Readonly<Record<string, string>>,
  push: PushSource,
) => LiveSource;

/** A new topic is one file and one line here. */
const TOPICS: Readonly<Record<LiveTopic, OpenDocument>> = {
  graph: graphDocument,
  overview: overviewDocument,
  entities: entitiesDocument,
  signals: signalsDocument,
  logs: logsDocument,
  agents: agentsDocument,
  config: (_context, _params, push) => configDocument(push),
  events: eventsDocument,
  pulse: pulseDocument,
};

/** Opens the document of a topic; fails with `bad_request` when the parameters make no sense. */
export function openDocument(
  context: QueryContext,
  push: PushSource,
  topic: LiveTopic,
  params: Readonly<Record<string, string>>,
): LiveSource {
  return TOPICS[topic](context, params, push);
}
