import { setTimeout as pause } from 'node:timers/promises';

/** A question to another system: a 2xx answer is a yes. */
export interface WebhookCall {
  url: string;
  body: unknown;
  timeoutSeconds: number;
  /** Tries after the first. */
  retries: number;
}

const MAX_REASON = 300;
const RETRY_MS = 1_000;

/** Asks, and asks again while there is no answer or a 5xx; a 4xx is a no at once. */
export async function callWebhook(
  { url, body, timeoutSeconds, retries }: WebhookCall,
  signal?: AbortSignal,
): Promise<{ isOk: boolean; reason: string }> {
  let reason = '';
  for (let attempt = 0; attempt <= retries; attempt++) {
    if (attempt > 0) await pause(RETRY_MS * 2 ** (attempt - 1), undefined, { ...(signal && { signal }) });
    const answer = await post(url, body, timeoutSeconds * 1_000);
    if (answer.status >= 200 && answer.status < 300) return { isOk: true, reason: '' };
    reason = answer.reason;
    if (answer.status >= 400 && answer.status < 500) break;
  }
  return { isOk: false, reason };
}

async function post(
  url: string,
  body: unknown,
  timeoutMs: number,
): Promise<{ status: number; reason: string }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = (await response.text()).slice(0, MAX_REASON).trim();
    return { status: response.status, reason: `${response.status}${text === '' ? '' : ` ${text}`}` };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : '';
    const message = error instanceof Error ? error.message : String(error);
    return { status: 0, reason: cause === '' ? message : `${message}: ${cause}` };
  }
}
