import { existsSync } from 'node:fs';
import { listenHost } from '../../config/listen-host';
import { inheritedEnvironment } from '../../config/read-options';
import type { ListenAddress } from '../../proxy/listener';
import { joinHostPort } from '../../proxy/split-authority';
import { childEnvironment } from '../../run/child-environment';
import { Child } from '../../run/child-process';
import { findApp, localAddresses } from '../../run/find-app';
import { forwardSignals } from '../../run/forward-signals';
import { findFreePort } from '../../run/free-port';
import { waitForApp, watchApp } from '../../run/watch-app';
import { Agent } from '../../runtime/agent';
import { buildSettings } from '../build-settings';
import { openTcpPorts } from '../open-tcp-ports';
import { AGENT_OPTIONS, WORKLOAD_OPTIONS } from '../options/agent-options';
import { type OptionValues, optional, required, toggle, withDefault } from '../options/option';
import { parseDuration, parseListenAddress, parseName, parsePort, parseText } from '../options/parse-values';
import { SIDECAR_OPTIONS } from '../options/sidecar-options';
import { UsageError } from '../options/usage-error';
import { startAdminOf } from '../start-admin-of';
import { startRelayOf } from '../start-relay-of';
import { defineVerb } from '../verb';

const options = {
  name: required(parseName, {
    placeholder: 'NAME',
    env: 'MESHSCOPE_NAME',
    help: 'The service, and the app label of its workload.',
  }),
  ...WORKLOAD_OPTIONS,
  port: optional(parsePort, {
    placeholder: 'PORT',
    env: 'MESHSCOPE_SERVICE_PORT',
    help: 'The port callers use. Without it the process is a pure client and only its own calls go through the sidecar.',
  }),
  'app-port': optional(parsePort, {
    placeholder: 'PORT',
    help: 'The port the process listens on, when it is neither PORT nor --port.',
  }),
  inbound: optional(parseListenAddress, {
    placeholder: 'HOST:PORT',
    help: 'Where the sidecar listens for callers, when that is not --port; port 0 takes a free one.',
  }),
  bind: optional(parseText, {
    placeholder: 'HOST',
    env: 'MESHSCOPE_AGENT_BIND',
    help: 'The address to listen on: 127.0.0.1 when the console is on this machine, else 0.0.0.0.',
  }),
  ...SIDECAR_OPTIONS,
  hold: withDefault(parseDuration, {
    placeholder: 'TIME',
    fallback: '3s',
    help: 'Start the process at the latest after this time, even if the console has not said yet where services are.',
  }),
  'no-preload': toggle({
    help: 'Do not load a module into Node processes that sends plain http and fetch calls through the sidecar.',
  }),
  ...AGENT_OPTIONS,
} as const;

type Values = OptionValues<typeof options>;

export const run = defineVerb({
  usage: 'run --name NAME [--port PORT] [options] -- COMMAND [ARGS]',
  description: [
    'Starts COMMAND behind a sidecar: callers of --port reach the sidecar first, and the calls of the process to ' +
      'other services go through it too, by name: http://reviews:9080/, http://reviews.shop:9080/.',
    'The process gets PORT, a free port it should listen on; then the sidecar itself takes --port. A process that ' +
      'ignores PORT and takes --port itself works too: the sidecar takes another port, which the mesh then calls, ' +
      'and direct calls to --port pass it by. Either way it says what it found.',
    'The process also gets http_proxy (and no_proxy for this machine) and MESHSCOPE_OUTBOUND. Node processes need ' +
      'nothing else: plain http and fetch calls are sent through the sidecar.',
    'Signals are passed on. SIGTERM first lets requests in flight end. The exit code is the one of the process.',
  ],
  options,
  examples: [
    {
      command: 'meshscope run --name orders --version v1 --port 8080 -- node server.js',
      explanation: 'a Node service that listens on process.env.PORT',
    },
    {
      command: 'meshscope run --name files --port 8000 -- python3 -m http.server 8000',
      explanation: 'a service with a port of its own',
    },
    {
      command: 'meshscope run --name nightly --namespace batch -- ./import.sh',
      explanation: 'a pure client; curl and most languages honour http_proxy',
    },
    {
      command:
        'meshscope run --name web --port 80 --app-port 3000 --upstream api:9080=127.0.0.1:9080 -- npm start',
      explanation: 'a fixed app port, and a service that the app calls at 127.0.0.1:9080',
    },
    {
      command: 'meshscope run --name orders --port 8080 --tcp 5432=db.shop:5432 -- node server.js',
      explanation: 'a database that the app calls at 127.0.0.1:5432, through mutual TLS and tcp routes',
    },
    {
      command: 'meshscope run --name orders --port 8080 --receive 0 -- node server.js',
      explanation: 'an app with an OpenTelemetry SDK, which finds the port in OTEL_EXPORTER_OTLP_ENDPOINT',
    },
    {
      command: 'meshscope run --name db --port 5432 --protocol tcp --app-port 5433 -- ./database --port 5433',
      explanation: 'a service that does not speak HTTP',
    },
  ],
  takesCommand: true,
  run: runProcess,
});

async function runProcess(values: Values, command: readonly string[]): Promise<number> {
  if (command.length === 0) {
    throw new UsageError('The command is missing: meshscope run --name NAME --port PORT -- COMMAND');
  }
  const { name, namespace, port, protocol } = values;
  const isPortTaken = port !== undefined && (await findApp(localAddresses([port]))) !== undefined;
  if (isPortTaken && values.inbound === undefined && values['app-port'] === undefined) {
    throw new UsageError(
      `--port ${port}: another process listens there already; stop it or choose another port`,
    );
  }
  const spare = port === undefined ? undefined : (values['app-port'] ?? (await findFreePort()));
  const agent = new Agent(
    buildSettings(values, {
      role: 'sidecar',
      name,
      service: port === undefined ? undefined : { name, namespace, port, protocol },
      advertise: values.advertise,
      distinction: distinctionOf(values),
    }),
  );
  await agent.start();
  await agent.openOutbound({ host: '127.0.0.1', port: values['outbound-port'] }, values.upstream);
  await openTcpPorts(agent, values.tcp);
  const received = await startRelayOf(agent.settings, values);
  const admin = await startAdminOf(agent, values, received?.relay);
  await agent.waitForConfig(values.hold);
  const child = startChild(agent, values, spare, received?.listen, command);
  const ended = new AbortController();
  const stopForwarding = forwardSignals(child, () => agent.drainInbound());
  const serving = serve(agent, values, spare, isPortTaken, ended.signal).catch((error: Error) => {
    agent.settings.log(`cannot serve: ${error.message}`);
    child.kill('SIGTERM');
  });
  const code = await child.exited;
  ended.abort();
  await serving;
  await Promise.all([agent.stop(), received?.close(values['flush-timeout'])]);
  await admin.close();
  stopForwarding();
  return code;
}

function startChild(
  agent: Agent,
  values: Values,
  appPort: number | undefined,
  receive: ListenAddress | undefined,
  command: readonly string[],
): Child {
  const outbound = agent.outbound ?? { host: '127.0.0.1', port: values['outbound-port'] };
  const preload = values['no-preload'] ? undefined : findPreload();
  const env = childEnvironment(inheritedEnvironment(), { appPort, outbound, preload, receive });
  return new Child(command, env, (message) => process.stderr.write(`meshscope: ${message}\n`));
}

/** Finds out where the process listens and opens the inbound side in front of it. */
async function serve(
  agent: Agent,
  values: Values,
  spare: number | undefined,
  isPortTaken: boolean,
  signal: AbortSignal,
): Promise<void> {
  const { port } = values;
  if (port === undefined || spare === undefined) {
    await agent.sidecarPorts.follow(bindHost(values));
    agent.setAppReady(true);
    return;
  }
  const isFixed = values['app-port'] !== undefined;
  const candidates = isFixed || isPortTaken ? [spare] : [spare, port];
  const app = await waitForApp(localAddresses(candidates), signal, () =>
    agent.settings.log(`${values.name} does not listen yet on ${candidates.join(' or ')}`),
  );
  if (app === undefined) return;
  if (app.port === port) agent.ownPort = port;
  const inbound = await agent.openInbound(inboundAddress(values, app), app);
  agent.setAppReady(true);
  agent.settings.log(describeInbound(values, app, inbound));
  const stop = watchApp(app, (isReady) => agent.setAppReady(isReady));
  signal.addEventListener('abort', stop);
}

function inboundAddress(values: Values, app: ListenAddress): ListenAddress {
  if (values.inbound !== undefined) return values.inbound;
  return { host: bindHost(values), port: app.port === values.port ? 0 : (values.port ?? 0) };
}

function bindHost({ bind, console }: Values): string {
  return bind ?? listenHost(console);
}

function describeInbound(values: Values, app: ListenAddress, inbound: ListenAddress): string {
  const at = joinHostPort(inbound.host, inbound.port);
  const behind = joinHostPort(app.host, app.port);
  if (app.port !== values.port) return `${values.name} is served at ${at}, in front of ${behind}`;
  return (
    `${values.name} took port ${app.port} itself, so the sidecar listens at ${at}: calls by name and to http://${at}/ ` +
    `go through it, direct calls to port ${app.port} pass it by and are not seen`
  );
}

function distinctionOf({ inbound, port }: Values): string | undefined {
  if (inbound !== undefined && inbound.port !== 0) return String(inbound.port);
  // A free port of its own means that there may be several on this machine.
  return inbound === undefined && port !== undefined ? String(port) : undefined;
}

/** The module that dist carries beside the command line; absent when the agent runs from its sources. */
function findPreload(): string | undefined {
  const url = new URL('./preload.mjs', import.meta.url);
  return existsSync(url) ? url.href : undefined;
}
