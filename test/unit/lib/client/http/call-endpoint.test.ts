import { afterEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { callEndpoint } from '@/lib/client/http/call-endpoint';
import { printParams, printPath, printQueryString } from '@/lib/client/http/print-request';
import { defineEndpoint } from '@/lib/protocol/api/endpoint';

const endpoint = defineEndpoint({
  method: 'GET',
  path: '/api/things/:id',
  summary: 'A thing.',
  query: z.object({}),
  response: z.object({ count: z.number() }),
});

function answer(status: number, body: unknown) {
  const fetch = vi.fn(
    async () => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }),
  );
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

afterEach(() => vi.unstubAllGlobals());

describe('callEndpoint()', () => {
  it('fills the path, prints the query and returns the checked answer', async () => {
    const fetch = answer(200, { count: 3, more: true });
    const input = { params: { id: 'a/b' }, query: { ns: ['x', 'y'], none: undefined } };
    expect(await callEndpoint(endpoint, input)).toEqual({ count: 3 });
    expect(fetch).toHaveBeenCalledWith(
      '/api/things/a%2Fb?ns=x%2Cy',
      expect.objectContaining({ method: 'GET' }),
    );
  });

  it('throws the console’s own code and words', async () => {
    answer(503, { error: { code: 'database_unavailable', message: 'No database', details: { at: 1 } } });
    await expect(callEndpoint(endpoint)).rejects.toMatchObject({
      code: 'database_unavailable',
      message: 'No database',
      details: { at: 1 },
    });
  });

  it('says which field of an answer cannot be read', async () => {
    answer(200, { count: 'many' });
    await expect(callEndpoint(endpoint)).rejects.toMatchObject({
      code: 'bad_answer',
      message: expect.stringContaining('count'),
    });
  });

  it('survives an error page of somebody between', async () => {
    answer(500, '<html>Oh no</html>');
    await expect(callEndpoint(endpoint)).rejects.toMatchObject({ code: 'bad_answer' });
    answer(502, '<html>Bad gateway</html>');
    await expect(callEndpoint(endpoint)).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('names a console that does not answer', async () => {
    vi.stubGlobal('window', { location: { host: 'localhost:4170' } });
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')));
    await expect(callEndpoint(endpoint)).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('4170'),
    });
  });
});

describe('printing a request', () => {
  it('leaves out what is absent', () => {
    expect(printParams({ a: 1, b: undefined, c: [], d: '', e: false, f: ['x', 'y'] })).toEqual({
      a: '1',
      e: 'false',
      f: 'x,y',
    });
    expect(printQueryString({})).toBe('');
    expect(printPath('/api/a/:x/:y', { x: '1', y: '?' })).toBe('/api/a/1/%3F');
  });
});
