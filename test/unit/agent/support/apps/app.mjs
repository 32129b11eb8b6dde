// A Node service for tests: listens on $PORT, or on the port given as an argument, and calls others when asked.
import http from 'node:http';

const port = Number(process.argv[2] ?? process.env.PORT);

/** @type {Record<string, (target: string) => Promise<string>>} */
const ways = {
  fetch: async (target) => {
    const answer = await fetch(target);
    return `${answer.status} ${await answer.text()}`;
  },
  http: (target) =>
    new Promise((resolve, reject) => {
      http
        .get(target, (answer) => {
          let body = '';
          answer.on('data', (chunk) => {
            body += chunk;
          });
          answer.on('end', () => resolve(`${answer.statusCode} ${body}`));
        })
        .on('error', reject);
    }),
};

const server = http.createServer(async (request, response) => {
  const url = new URL(request.url ?? '/', 'http://app');
  const way = ways[url.pathname.slice(1)];
  const target = url.searchParams.get('target');
  if (way === undefined || target === null) {
    const names = Object.keys(request.headers).filter((name) => name.startsWith('x-envoy-peer'));
    response.end(`hello from ${process.pid} ${names.join()}`);
    return;
  }
  try {
    response.end(await way(target));
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
});
server.listen(port, '127.0.0.1', () => console.log(`listening on ${port}`));
process.on('SIGTERM', () => {
  console.log('got SIGTERM');
  server.close(() => process.exit(7));
});
