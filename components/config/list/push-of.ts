import type { ConfigItem } from '@/lib/protocol/api/config';
import type { AgentPush, ConfigPush } from '@/lib/protocol/api/config-push';

/** How far an object has come: of the connected agents, how many have taken it as it stands. */
export interface ObjectPush {
  agents: number;
  taken: number;
  refused: number;
}

export type PushOf = (item: Pick<ConfigItem, 'updatedAt'>) => ObjectPush | undefined;

/** Reads it from what each agent acknowledged last: all of it, or everything up to its answer. */
export function pushOfObjects(push: ConfigPush | undefined): PushOf {
  if (push === undefined) return () => undefined;
  const connected = push.agents.filter((agent) => agent.connected);
  return ({ updatedAt }) => ({
    agents: connected.length,
    taken: connected.filter((agent) => hasTaken(agent, updatedAt)).length,
    refused: connected.filter((agent) => agent.state === 'refused' && !hasTaken(agent, updatedAt)).length,
  });
}

/** A refusal says nothing of what was sent before it: then the last good configuration keeps serving. */
function hasTaken({ state, sentAt, answeredAt }: AgentPush, changedAt: number): boolean {
  if (state === 'synced') return true;
  if (state === 'refused') return false;
  return answeredAt !== null && answeredAt >= changedAt && (sentAt === null || sentAt >= changedAt);
}
