import type { ServerResponse } from 'node:http';
import type { AppError } from '../../protocol/app-error';
import { ERROR_STATUS } from './error-status';
import { DATA_POLICY } from './security-headers';

/** Answers with the error's status and body, outside the router. */
export function sendError(response: ServerResponse, error: Pick<AppError, 'code' | 'message'>): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const body = JSON.stringify({ error: { code: error.code, message: error.message } });
  response.writeHead(ERROR_STATUS[error.code], {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Content-Security-Policy': DATA_POLICY,
    'Cache-Control': 'no-store',
  });
  response.end(body);
}
