import { callWebhook, type WebhookCall } from './call-webhook';

/** How long after a no, or an answer that came too early, the question is asked again. */
const AGAIN_MS = 10_000;

/** The question of a webhook step: asked once, and again after a restart or where a no is no end. */
export class StepWebhook {
  private step: number | undefined;
  private isAsking = false;
  private answeredAtMs = 0;

  /** Whether a step that waits for an answer has to ask. */
  isDue(step: number, nowMs: number): boolean {
    if (this.step !== step) return true;
    return !this.isAsking && Math.abs(nowMs - this.answeredAtMs) >= AGAIN_MS;
  }

  /** Asks; the answer may take minutes. */
  async ask(step: number, call: WebhookCall, now: () => number): Promise<{ isOk: boolean; reason: string }> {
    this.step = step;
    this.isAsking = true;
    try {
      return await callWebhook(call);
    } finally {
      if (this.step === step) {
        this.isAsking = false;
        this.answeredAtMs = now();
      }
    }
  }
}
