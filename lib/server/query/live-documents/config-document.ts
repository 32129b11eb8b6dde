import type { ConfigPush } from '../../../protocol/api/config-push';
import { byKey } from './by-key';
import type { LiveSource } from './live-source';

/** Who has which configuration, and when that changes. */
export interface PushSource {
  read(): ConfigPush;
  /** Equal to the last one while nothing has changed. */
  version(): string;
}

/** Agents by id with what they have of the configuration, and how it stands as a whole. */
export function configDocument(push: PushSource): LiveSource {
  return {
    version: () => push.version(),
    build: async () => {
      const { agents, ...whole } = push.read();
      return { agents: byKey(agents, ({ agentId }) => agentId), meta: { push: whole } };
    },
  };
}
