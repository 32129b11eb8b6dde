import { createAdminPages } from '../admin/admin-pages';
import { type AdminHandle, startAdmin } from '../admin/start-admin';
import type { TelemetryRelay } from '../relay/telemetry-relay';
import type { Agent } from '../runtime/agent';

/** Opens the admin port of an agent; `quit` ends it the way SIGTERM does. */
export async function startAdminOf(
  agent: Agent,
  values: { readonly 'admin-port': number; readonly 'admin-host': string },
  relay?: TelemetryRelay,
): Promise<AdminHandle> {
  const quit = () => void process.kill(process.pid, 'SIGTERM');
  const admin = await startAdmin(values['admin-host'], values['admin-port'], () =>
    createAdminPages(agent, quit, relay),
  );
  agent.settings.log(`admin pages at http://${values['admin-host']}:${admin.port}/`);
  return admin;
}
