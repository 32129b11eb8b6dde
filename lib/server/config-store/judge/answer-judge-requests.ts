import { DEFAULT_MESH_SETTINGS } from '../../../mesh/config/mesh-settings';
import type { ConfigResource } from '../../../mesh/config/resource';
import type { MeshView } from './judge';
import { createRuleJudge } from './judge-by-rules';
import type { JudgeAnswer, JudgeRequest, PlainResource } from './judge-message';

/** The worker's side: keeps the objects it was told of, and judges whatever it is asked about by their numbers. */
export function createJudgeServer(): (request: JudgeRequest) => Promise<JudgeAnswer> {
  const judge = createRuleJudge();
  const known = new Map<number, ConfigResource>();
  let mesh: MeshView = { services: [], agents: [], settings: DEFAULT_MESH_SETTINGS, now: 0 };
  return async ({ id, learn, forget, order, drafts, mesh: changed }) => {
    for (const number of forget) known.delete(number);
    for (const [number, resource] of learn) known.set(number, placeless(resource));
    mesh = { ...mesh, ...changed };
    const of = (numbers: readonly number[]) => numbers.flatMap((number) => known.get(number) ?? []);
    try {
      return { id, findings: await judge({ resources: of(order), drafts: new Set(of(drafts)) }, mesh) };
    } catch (error) {
      return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  };
}

function placeless({ origin, ...resource }: PlainResource): ConfigResource {
  return { ...resource, origin: { ...origin, locate: () => undefined } };
}
