import { fetchText } from './wait-for';

/** What the demo asks of a sidecar. */
export interface DemoAgent {
  workload: string;
  address: string;
  appReady: boolean;
  connected: boolean;
  wantedRevision: number;
  ackedRevision: number;
}

/** The console's answer about its agents. */
export interface DemoAgents {
  revision: number;
  agents: readonly DemoAgent[];
}

/** Every sidecar the console knows. */
export async function readAgents(consoleUrl: string): Promise<DemoAgents | undefined> {
  const text = await fetchText(`${consoleUrl}/api/agents`);
  return text === undefined ? undefined : (JSON.parse(text) as DemoAgents);
}

/** Where a workload's sidecar is called, undefined while it is not there. */
export async function addressOf(consoleUrl: string, workload: string): Promise<string | undefined> {
  const known = (await readAgents(consoleUrl))?.agents ?? [];
  const agent = known.find((one) => one.workload === workload && one.connected);
  return agent === undefined || agent.address === '' ? undefined : agent.address;
}

/**
 * Whether everybody serves and has been told where all the others are: a call before that would go to an address nobody
 * knows, and stand in the first minutes' graph as a failure. Told means that nothing was to be told since the last look.
 */
export function isMeshTold(before: DemoAgents | undefined, now: DemoAgents, expected: number): boolean {
  const ready = now.agents.filter(({ connected, appReady }) => connected && appReady);
  return (
    ready.length >= expected &&
    before?.revision === now.revision &&
    ready.every(({ wantedRevision, ackedRevision }) => wantedRevision > 0 && ackedRevision === wantedRevision)
  );
}
