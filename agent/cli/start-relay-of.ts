import type { ListenAddress } from '../proxy/listener';
import { joinHostPort } from '../proxy/split-authority';
import type { RelayHandle } from '../relay/start-relay';
import type { AgentSettings } from '../runtime/agent-settings';

/** Opens the port for spans and log lines of the process, when one is wanted; nothing of it is loaded otherwise. */
export async function startRelayOf(
  settings: AgentSettings,
  values: { readonly receive: ListenAddress | undefined },
): Promise<RelayHandle | undefined> {
  if (values.receive === undefined) return undefined;
  const { startRelay } = await import('../relay/start-relay');
  const handle = await startRelay(values.receive, settings);
  const { host, port } = handle.listen;
  settings.log(`takes spans and log lines (OTLP, Zipkin) at http://${joinHostPort(host, port)}`);
  return handle;
}
