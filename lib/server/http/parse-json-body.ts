import { AppError } from '../../protocol/app-error';

/** A body as JSON; fails with `bad_request` and the place where it stops being some. */
export function parseJsonBody(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new AppError('bad_request', `The body is no JSON: ${(error as Error).message}`);
  }
}
