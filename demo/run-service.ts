import type { AddressInfo } from 'node:net';
import { seededRandom, seedOf } from './kit/seeded-random';
import { serve } from './kit/service';
import { attachNotifications } from './services/notifications';
import { SERVICES } from './services/registry';

/** `node demo-service.mjs NAME VERSION`: one service of the demo, on the port in PORT. */
const [name = '', version = 'v1'] = process.argv.slice(2);
const service = SERVICES[name];
if (service === undefined) {
  console.error(`No demo service "${name}"; there are ${Object.keys(SERVICES).join(', ')}`);
  process.exit(64);
}
const random = seededRandom(seedOf(name + version, Number(process.env.DEMO_SEED ?? 1)));
const server = serve(service({ version, random }));
if (name === 'notifications') attachNotifications(server);
server.keepAliveTimeout = 60_000;
server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  console.log(`${name} ${version} listens on 127.0.0.1:${(server.address() as AddressInfo).port}`);
});
const stop = (): void => {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
