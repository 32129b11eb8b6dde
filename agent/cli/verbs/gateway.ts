import { joinHostPort } from '../../proxy/split-authority';
import { waitForEnd } from '../../run/wait-for-end';
import { Agent } from '../../runtime/agent';
import { buildSettings } from '../build-settings';
import { AGENT_OPTIONS, WORKLOAD_OPTIONS } from '../options/agent-options';
import { type OptionValues, repeated, required, withDefault } from '../options/option';
import { parseRoute } from '../options/parse-route';
import { parseServerPort } from '../options/parse-server-port';
import { parseDuration, parseListenAddress, parseName } from '../options/parse-values';
import { startAdminOf } from '../start-admin-of';
import { defineVerb, EXIT } from '../verb';

const options = {
  name: withDefault(parseName, {
    placeholder: 'NAME',
    env: 'MESHSCOPE_NAME',
    fallback: 'ingressgateway',
    help: 'The name of the gateway on the graph.',
  }),
  ...WORKLOAD_OPTIONS,
  listen: required(parseListenAddress, {
    placeholder: 'HOST:PORT',
    help: 'Where callers from outside the mesh come in.',
  }),
  server: repeated(parseServerPort, {
    placeholder: 'PORT=HOST:PORT',
    help: 'Opens the servers that Gateways have at PORT at another address, for instance 443=0.0.0.0:8443.',
  }),
  route: repeated(parseRoute, {
    placeholder: '[HOST]/PREFIX=SERVICE:PORT',
    help: 'Sends what asks for HOST (any, when left out) and a path that starts with PREFIX to a service; the first that matches counts.',
  }),
  hold: withDefault(parseDuration, {
    placeholder: 'TIME',
    fallback: '3s',
    help: 'Open the gateway at the latest after this time, even if the console has not said yet where services are.',
  }),
  ...AGENT_OPTIONS,
} as const;

export const gateway = defineVerb({
  name: 'gateway',
  summary: 'Run an entrance to the mesh for callers outside it.',
  usage:
    'gateway --listen HOST:PORT [--server PORT=HOST:PORT...] [--route [HOST]/PREFIX=SERVICE:PORT...] [options]',
  description: [
    "Lets callers without a sidecar into the mesh, as Istio's ingress gateway does: begins traces, adds " +
      'x-forwarded-for, reports its calls as reporter=source. What matches no route is answered with 404.',
    "What no --route takes is decided by the Gateways whose selector names this gateway's labels: their servers at the " +
      'port of --listen and of each --server, with their TLS certificates (Secrets or files) and VirtualServices.',
    'SIGTERM lets requests in flight end, delivers what was gathered and exits with 0.',
  ],
  options,
  examples: [
    {
      command: 'meshscope gateway --listen 0.0.0.0:8080 --route /=productpage.bookinfo:9080',
      explanation: 'everything to one service',
    },
    {
      command:
        'meshscope gateway --listen 127.0.0.1:8080 --route shop.example.com/orders=orders.shop:9080 --route /=web:80',
      explanation: 'by host and path',
    },
  ],
  takesCommand: false,
  run: runGateway,
});

async function runGateway(values: OptionValues<typeof options>): Promise<number> {
  const { listen, name, route, server } = values;
  const distinction = listen.port === 0 ? undefined : String(listen.port);
  const agent = new Agent(buildSettings(values, { role: 'gateway', name, service: undefined, distinction }));
  const end = waitForEnd();
  await agent.start();
  const admin = await startAdminOf(agent, values);
  await Promise.race([agent.waitForConfig(values.hold), end]);
  const open = await agent.openGateway(listen, route);
  for (const { port, address } of server) {
    const opened = await agent.openGateway(address, [], port);
    agent.settings.log(`servers of port ${port} listen at ${joinHostPort(opened.host, opened.port)}`);
  }
  agent.setAppReady(true);
  agent.settings.log(`the gateway listens at http://${joinHostPort(open.host, open.port)}`);
  await end;
  await agent.stop();
  await admin.close();
  return EXIT.ok;
}
