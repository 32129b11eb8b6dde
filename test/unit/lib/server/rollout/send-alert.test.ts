import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { createAlertSender, type RolloutAlert, shapeAlert } from '@/lib/server/rollout/send-alert';

const ALERT: RolloutAlert = {
  what: 'step',
  rolloutId: 'a1',
  service: 'shop/cart',
  canary: 'v2',
  message: 'It waits for approval: <!channel> p95 < 3 & no errors?',
  url: 'https://mesh.example/rollouts/a1',
  approveUrl: 'https://mesh.example/rollouts/approve?token=t',
};

describe('shapeAlert()', () => {
  it('is the alert itself as JSON', () => {
    expect(shapeAlert(ALERT, 'json')).toEqual(ALERT);
  });

  it('has a text and blocks for Slack, with links, and lets nobody write marks of Slack', () => {
    const message = 'It waits for approval: &lt;!channel&gt; p95 &lt; 3 &amp; no errors?';
    expect(shapeAlert(ALERT, 'slack')).toEqual({
      text: `shop/cart: v2 takes a step. ${message}`,
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: `*shop/cart: v2 takes a step*\n${message}` } },
        {
          type: 'context',
          elements: [
            {
              type: 'mrkdwn',
              text: '<https://mesh.example/rollouts/a1|Open the rollout>  <https://mesh.example/rollouts/approve?token=t|Approve>',
            },
          ],
        },
      ],
    });
  });

  it('has a subject and a text for e-mail, and no approval where nothing waits', () => {
    const { approveUrl: _, ...done } = {
      ...ALERT,
      what: 'rollback' as const,
      message: 'The canary fails 50 %.',
    };
    expect(shapeAlert(done, 'email')).toEqual({
      subject: '[Meshscope] shop/cart: v2 is rolled back',
      text: 'The canary fails 50 %.\n\nhttps://mesh.example/rollouts/a1\n\n',
    });
    expect(JSON.stringify(shapeAlert(done, 'slack'))).not.toContain('Approve');
  });

  it.each(['started', 'held', 'paused', 'resumed', 'rollback', 'promoted', 'trouble', 'note'] as const)(
    'says in words that a rollout is %s',
    (what) => {
      const { text: said } = shapeAlert({ ...ALERT, what }, 'slack') as { text: string };
      expect(said).not.toContain('undefined');
    },
  );
});

describe('createAlertSender()', () => {
  it('posts to every target in its own shape, and logs the one that refuses', async () => {
    const bodies: unknown[] = [];
    const inbox = http.createServer(async (request, response) => {
      bodies.push(JSON.parse(await text(request)));
      response.writeHead(request.url === '/no' ? 404 : 200).end();
    });
    inbox.listen(0, '127.0.0.1');
    await once(inbox, 'listening');
    const base = `http://127.0.0.1:${(inbox.address() as AddressInfo).port}`;
    const failed = new Promise<string>((resolve) => {
      createAlertSender(
        [
          { url: `${base}/yes`, format: 'json' },
          { url: `${base}/no`, format: 'email' },
        ],
        resolve,
      )(ALERT);
    });
    expect(await failed).toMatch(/^alert to 127\.0\.0\.1:\d+ failed: /);
    await expect.poll(() => bodies.length).toBe(2);
    expect(bodies).toContainEqual(ALERT);
    inbox.close();
  });
});
