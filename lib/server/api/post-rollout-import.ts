import { postRolloutImport } from '../../protocol/api/rollouts';
import { importRollout } from '../rollout/import-rollout';
import { handle } from './handler';

export const postRolloutImportHandler = handle(postRolloutImport, (_, { body }) => {
  const { plan, left } = importRollout(body.yaml);
  return { plan: { ...plan, steps: [...plan.steps], gates: [...plan.gates] as never }, left };
});
