import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/protocol/app-error';
import { sendLines, wantsLines } from '@/lib/server/api/send-lines';

async function ask(walk: (signal: AbortSignal) => AsyncIterable<unknown>) {
  const told: string[] = [];
  const app = new Hono();
  app.get('/', (context) => sendLines(context, walk, (line) => told.push(line)));
  app.onError((error, context) => context.text(error.message, 400));
  return { response: await app.request('/'), told };
}

function gate(): { isOpen: Promise<void>; open: () => void } {
  let open = () => {};
  const isOpen = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { isOpen, open };
}

describe('wantsLines()', () => {
  it('answers bit by bit only those who ask for it', () => {
    expect(wantsLines('application/x-ndjson, application/json;q=0.5')).toBe(true);
    expect(wantsLines('application/json')).toBe(false);
    expect(wantsLines(undefined)).toBe(false);
  });
});

describe('sendLines()', () => {
  it('sends a line a step, the first before the second is made', async () => {
    const second = gate();
    const { response } = await ask(async function* () {
      yield { step: 1 };
      await second.isOpen;
      yield { step: 2 };
    });
    expect(response.headers.get('content-type')).toContain('application/x-ndjson');
    const reader = response.body?.getReader();
    const read = async () => new TextDecoder().decode((await reader?.read())?.value);
    expect(await read()).toBe('{"step":1}\n');
    second.open();
    expect(await read()).toBe('{"step":2}\n');
  });

  it('answers with a plain error when the first step cannot be made', async () => {
    // biome-ignore lint/correctness/useYield: the walk fails before its first step
    const { response } = await ask(async function* () {
      throw new AppError('bad_request', 'Cannot read the query');
    });
    expect([response.status, await response.text()]).toEqual([400, 'Cannot read the query']);
  });

  it('tells in a last line what fails later, and hides what is of no use to readers', async () => {
    const { response, told } = await ask(async function* () {
      yield { step: 1 };
      throw new Error('secret');
    });
    const [, last = ''] = (await response.text()).split('\n');
    expect(JSON.parse(last)).toMatchObject({ error: { code: 'internal' } });
    expect(last).not.toContain('secret');
    expect(told.join()).toContain('secret');
  });

  it('ends the search when the reader goes away', async () => {
    const gone = gate();
    const { response } = await ask(async function* (signal) {
      signal.addEventListener('abort', () => gone.open());
      yield { step: 1 };
      await gone.isOpen;
    });
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await gone.isOpen;
    expect(reader).toBeDefined();
  });
});
