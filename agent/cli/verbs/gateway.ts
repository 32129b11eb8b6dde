import { GATEWAY_NAME_LABEL } from '../../../lib/mesh/gateway-api/gateway-name-label';
import { findListener } from '../../../lib/mesh/routing/find-filter-chain';
import type { ListenerPlan } from '../../../lib/mesh/routing/route-table';
import { listenHost } from '../../config/listen-host';
import { joinHostPort } from '../../proxy/split-authority';
import { waitForEnd } from '../../run/wait-for-end';
import { Agent } from '../../runtime/agent';
import { followGateways } from '../../runtime/gateway-ports';
import { buildSettings } from '../build-settings';
import { AGENT_OPTIONS, WORKLOAD_OPTIONS } from '../options/agent-options';
import { type OptionValues, optional, repeated, withDefault } from '../options/option';
import { parseRoute } from '../options/parse-route';
import { parseServerPort } from '../options/parse-server-port';
import { parseDuration, parseListenAddress, parseName, parseText } from '../options/parse-values';
import { UsageError } from '../options/usage-error';
import { startAdminOf } from '../start-admin-of';
import { defineVerb, EXIT } from '../verb';

const HTTP_PORT = 80;

const options = {
  name: withDefault(parseName, {
    placeholder: 'NAME',
    env: 'MESHSCOPE_NAME',
    fallback: 'ingressgateway',
    help: 'The name of the gateway on the graph.',
  }),
  ...WORKLOAD_OPTIONS,
  listen: optional(parseListenAddress, {
    placeholder: 'HOST:PORT',
    help: 'Where callers from outside the mesh come in. Stands for the servers that Gateways have at this port, and where there are none for those at port 80.',
  }),
  server: repeated(parseServerPort, {
    placeholder: 'PORT=HOST:PORT',
    help: 'Opens the servers that Gateways have at PORT at another address, for instance 443=0.0.0.0:8443.',
  }),
  bind: optional(parseText, {
    placeholder: 'HOST',
    env: 'MESHSCOPE_AGENT_BIND',
    help: 'Where all other ports that Gateways name are opened: the host of --listen, else 127.0.0.1 when the console is on this machine, else 0.0.0.0.',
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
  usage:
    'gateway [--listen HOST:PORT] [--server PORT=HOST:PORT...] [--route [HOST]/PREFIX=SERVICE:PORT...] [options]',
  description: [
    "Lets callers without a sidecar into the mesh, as Istio's ingress gateway does: begins traces, adds " +
      'x-forwarded-for, reports its calls as reporter=source. What matches no route is answered with 404.',
    "What no --route takes is decided by the Gateways whose selector names this gateway's labels, with their TLS " +
      'certificates (Secrets or files) and VirtualServices. It has the labels app=NAME and istio=NAME, and stands for ' +
      'the Gateway API Gateway called NAME in its namespace. Each port that their servers name is opened when it is ' +
      'free and permitted, and closed when the last of them is gone.',
    'SIGTERM lets requests in flight end, delivers what was gathered and exits with 0.',
  ],
  options,
  examples: [
    {
      command: 'meshscope gateway --listen 0.0.0.0:8080 --route /=productpage.bookinfo:9080',
      explanation: 'everything to one service',
    },
    {
      command: 'meshscope gateway --listen 0.0.0.0:8080 --server 443=0.0.0.0:8443',
      explanation:
        'the servers that Gateways with the selector istio: ingressgateway have at ports 80 and 443',
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

type Values = OptionValues<typeof options>;

async function runGateway(given: Values): Promise<number> {
  const values = { ...given, label: [...gatewayLabels(given.name), ...given.label] };
  const { listen, name, route } = values;
  if (listen === undefined && route.length > 0) {
    throw new UsageError('--route needs --listen HOST:PORT: routes are served there');
  }
  const distinction = listen === undefined || listen.port === 0 ? undefined : String(listen.port);
  const agent = new Agent(buildSettings(values, { role: 'gateway', name, service: undefined, distinction }));
  const end = waitForEnd();
  await agent.start();
  const admin = await startAdminOf(agent, values);
  await Promise.race([agent.waitForConfig(values.hold), end]);
  await openEntrances(agent, values);
  agent.setAppReady(true);
  await end;
  agent.onConfig = () => {};
  await agent.stop();
  await admin.close();
  return EXIT.ok;
}

/** The labels that Istio's own gateways carry: what selectors of Gateways name. Those of --label come behind and win. */
function gatewayLabels(name: string): [string, string][] {
  return [
    ['istio', name],
    [GATEWAY_NAME_LABEL, name],
  ];
}

/** First what was asked for outright, where a failure ends the gateway; then whatever else the Gateways name. */
async function openEntrances(agent: Agent, { bind, console, listen, route, server }: Values): Promise<void> {
  const { log } = agent.settings;
  const listeners = () => agent.config.routes.table.listeners;
  const chosen = server.map(({ port }) => port);
  let plainPort: (() => number) | undefined;
  if (listen !== undefined) {
    plainPort = () => standsFor(listen.port, listeners(), chosen);
    const open = await agent.openGateway(listen, route, plainPort);
    log(`the gateway listens at http://${joinHostPort(open.host, open.port)}`);
  }
  for (const { port, address } of server) {
    const opened = await agent.openGateway(address, [], () => port);
    log(`servers of port ${port} listen at ${joinHostPort(opened.host, opened.port)}`);
  }
  const given = () => (plainPort === undefined ? chosen : [...chosen, plainPort()]);
  const ports = followGateways(agent, bind ?? listen?.host ?? listenHost(console), given);
  agent.onConfig = () => void ports.update();
  await ports.update();
}

/** Which servers come in by --listen: those of its own port, and where there are none those of port 80. */
function standsFor(port: number, listeners: readonly ListenerPlan[], chosen: readonly number[]): number {
  return chosen.includes(HTTP_PORT) || findListener(listeners, port) !== undefined ? port : HTTP_PORT;
}
