import { parseResources } from '../../mesh/config/parse-resources';
import { importPlan } from '../../mesh/rollout/import/import-plan';
import type { ImportedPlan } from '../../mesh/rollout/import/imported-plan';
import { AppError } from '../../protocol/app-error';

/** Reads another tool's spec; fails with `bad_request` when the text holds none. */
export function importRollout(yaml: string): ImportedPlan {
  const { resources, problems } = parseResources(yaml, '');
  const [problem] = problems;
  if (problem !== undefined) {
    const { line, column } = problem.position;
    throw new AppError(
      'bad_request',
      `Cannot read the text: line ${line}, column ${column}: ${problem.message}`,
    );
  }
  const imported = importPlan(resources);
  if (imported !== undefined) return imported;
  throw new AppError('bad_request', 'The text holds neither a Canary of Flagger nor a Rollout of Argo');
}
