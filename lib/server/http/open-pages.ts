import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { MISSING_PAGES } from './missing-pages';
import type { Pages } from './pages';
import { pagePolicy } from './security-headers';

/** Loads the production build in `dir`, or compiles on the fly with `isDev`. */
export async function openPages(dir: string, isDev: boolean): Promise<Pages> {
  if (!isDev && !existsSync(join(dir, '.next', 'BUILD_ID'))) return MISSING_PAGES;
  // Loaded late: it looks at NODE_ENV when it is loaded.
  const { default: next } = await import('next');
  // Next adds an upgrade listener to the server it is given: a detached one keeps its hands off ours.
  const detached = createServer();
  const app = next({ dir, dev: isDev, httpServer: detached, quiet: true });
  await app.prepare();
  const handle = app.getRequestHandler();
  return {
    async handle(request, response) {
      const nonce = randomBytes(16).toString('base64');
      const policy = pagePolicy(nonce, isDev);
      // Next reads the nonce for its own scripts from the request's policy, the layout from x-nonce.
      request.headers['x-nonce'] = nonce;
      request.headers['content-security-policy'] = policy;
      response.setHeader('Content-Security-Policy', policy);
      await handle(request, response);
    },
    upgrade(request, socket, head) {
      detached.emit('upgrade', request, socket, head);
    },
    close: () => app.close(),
  };
}
