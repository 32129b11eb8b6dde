import type { Pages } from './pages';

const TEXT = `The pages of this console are not built. Run "npm run setup" in its folder and start it again.
The API answers: see /api/openapi.json
`;

/** Stands in for the pages where nobody has built them, so that everything else works. */
export const MISSING_PAGES: Pages = {
  async handle(_request, response) {
    response.writeHead(503, { 'Content-Type': 'text/plain; charset=utf-8' });
    response.end(TEXT);
  },
  upgrade(_request, socket) {
    socket.destroy();
  },
  async close() {},
};
