import * as z from 'zod/mini';
import type { SearchEndpoint } from '@/lib/protocol/api/endpoint';
import { errorAnswerSchema } from '@/lib/protocol/api/error-answer';
import { callFor } from './call-endpoint';
import { ClientError } from './client-error';
import type { QueryValues } from './print-request';
import { readLines } from './read-lines';

const TYPE = 'application/x-ndjson';

/** Asks an endpoint bit by bit: `onStep` gets every step as it arrives. Throws ClientError. */
export async function callSteps<Step extends z.ZodMiniType>(
  endpoint: SearchEndpoint<z.ZodMiniType, z.ZodMiniType, Step>,
  { query, signal }: { query: QueryValues; signal: AbortSignal },
  onStep: (step: z.output<Step>) => void,
): Promise<void> {
  const response = await callFor(endpoint, { query, signal }, TYPE);
  if (response.body === null) return;
  for await (const text of readLines(response.body)) {
    const line: unknown = JSON.parse(text);
    const failed = errorAnswerSchema.safeParse(line);
    if (failed.success) throw new ClientError(failed.data.error.code, failed.data.error.message);
    const step = z.safeParse(endpoint.step, line);
    if (!step.success)
      throw new ClientError('bad_answer', `Cannot read a step of the answer of ${endpoint.path}`);
    onStep(step.data);
  }
}
