import type { RolloutMoment } from '../../mesh/rollout/rollout-event';
import { callWebhook } from './call-webhook';

/** Something of a rollout that people want to know at once. */
export interface RolloutAlert {
  what: RolloutMoment | 'note';
  rolloutId: string;
  service: string;
  canary: string;
  message: string;
  /** The page of the rollout. */
  url: string;
  /** Approves the step it waits for; only where it waits. */
  approveUrl?: string;
}

/** How a message is shaped for who receives it. */
export type AlertFormat = 'json' | 'slack' | 'email';

/** Where alerts go. */
export interface AlertTarget {
  url: string;
  format: AlertFormat;
}

/** Sends an alert everywhere; failures are logged, never thrown. */
export type AlertSender = (alert: RolloutAlert) => void;

const TIMEOUT_SECONDS = 10;
const RETRIES = 2;

/** A sender for these targets. */
export function createAlertSender(targets: readonly AlertTarget[], log: (line: string) => void): AlertSender {
  return (alert) => {
    for (const { url, format } of targets) {
      callWebhook({ url, body: shapeAlert(alert, format), timeoutSeconds: TIMEOUT_SECONDS, retries: RETRIES })
        .then(({ isOk, reason }) => {
          if (!isOk) log(`alert to ${new URL(url).host} failed: ${reason}`);
        })
        .catch((error: unknown) => log(`alert failed: ${error}`));
    }
  };
}

/** The body of an alert: our own JSON, Slack's message, or the parts of an e-mail. */
export function shapeAlert(alert: RolloutAlert, format: AlertFormat): unknown {
  const title = `${alert.service}: ${alert.canary} ${TITLES[alert.what]}`;
  switch (format) {
    case 'slack':
      return {
        text: escapeForSlack(`${title}. ${alert.message}`),
        blocks: [
          {
            type: 'section',
            text: { type: 'mrkdwn', text: `*${escapeForSlack(title)}*\n${escapeForSlack(alert.message)}` },
          },
          { type: 'context', elements: [{ type: 'mrkdwn', text: slackLinks(alert) }] },
        ],
      };
    case 'email':
      return { subject: `[Meshscope] ${title}`, text: [alert.message, ...links(alert), ''].join('\n\n') };
    default:
      return alert;
  }
}

/** These three begin Slack's own marks; reasons are written by people. */
function escapeForSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function slackLinks({ url, approveUrl }: RolloutAlert): string {
  const open = `<${url}|Open the rollout>`;
  return approveUrl === undefined ? open : `${open}  <${approveUrl}|Approve>`;
}

function links({ url, approveUrl }: RolloutAlert): string[] {
  return approveUrl === undefined ? [url] : [url, `Approve: ${approveUrl}`];
}

const TITLES: Readonly<Record<RolloutAlert['what'], string>> = {
  started: 'is being rolled out',
  step: 'takes a step',
  held: 'is held',
  paused: 'is paused',
  resumed: 'goes on',
  rollback: 'is rolled back',
  promoted: 'is promoted',
  trouble: 'is in trouble',
  note: 'says',
};
