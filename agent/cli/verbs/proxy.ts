import { listenHost } from '../../config/listen-host';
import { joinHostPort } from '../../proxy/split-authority';
import { waitForEnd } from '../../run/wait-for-end';
import { waitForApp, watchApp } from '../../run/watch-app';
import { Agent } from '../../runtime/agent';
import { buildSettings } from '../build-settings';
import { openTcpPorts } from '../open-tcp-ports';
import { AGENT_OPTIONS, WORKLOAD_OPTIONS } from '../options/agent-options';
import { type OptionValues, optional, required, withDefault } from '../options/option';
import { parseAddress, parseListenAddress, parseName, parsePort, parseText } from '../options/parse-values';
import { SIDECAR_OPTIONS } from '../options/sidecar-options';
import { UsageError } from '../options/usage-error';
import { startAdminOf } from '../start-admin-of';
import { startRelayOf } from '../start-relay-of';
import { defineVerb, EXIT } from '../verb';

const options = {
  name: required(parseName, {
    placeholder: 'NAME',
    env: 'MESHSCOPE_NAME',
    help: 'The service, and the app label of its workload.',
  }),
  ...WORKLOAD_OPTIONS,
  'app-address': optional(parseAddress, {
    placeholder: 'HOST:PORT',
    help: 'Where the process listens. Without it only outbound calls are served.',
  }),
  inbound: optional(parseListenAddress, {
    placeholder: 'HOST:PORT',
    help: 'Where the sidecar listens for callers; required with --app-address.',
  }),
  port: optional(parsePort, {
    placeholder: 'PORT',
    env: 'MESHSCOPE_SERVICE_PORT',
    help: 'The port by which callers name the service; by default the one of --inbound.',
  }),
  'outbound-host': withDefault(parseText, {
    placeholder: 'HOST',
    fallback: '127.0.0.1',
    help: "The address of the listener for the process's own calls.",
  }),
  ...SIDECAR_OPTIONS,
  ...AGENT_OPTIONS,
} as const;

type Values = OptionValues<typeof options>;

export const proxy = defineVerb({
  usage: 'proxy --name NAME --app-address HOST:PORT --inbound HOST:PORT [options]',
  description: [
    'Runs a sidecar alone, for instance in a container beside the app. Callers reach --inbound; what they ask goes ' +
      'to --app-address. Give the process http_proxy=http://HOST:OUTBOUND-PORT so that its own calls go through too.',
    'The service gets traffic only while the process listens. SIGTERM lets requests in flight end, delivers what ' +
      'was gathered and exits with 0.',
  ],
  options,
  examples: [
    {
      command:
        'meshscope proxy --name orders --version v1 --app-address 127.0.0.1:8080 --inbound 0.0.0.0:8081',
      explanation: 'callers use port 8081',
    },
    {
      command: 'meshscope proxy --name batch --outbound-port 15001',
      explanation: 'only the calls of the process, by http_proxy=http://127.0.0.1:15001',
    },
  ],
  takesCommand: false,
  run: runProxy,
});

async function runProxy(values: Values): Promise<number> {
  const app = values['app-address'];
  const { inbound, name, namespace, protocol } = values;
  if ((app === undefined) !== (inbound === undefined)) {
    throw new UsageError(
      '--app-address and --inbound belong together: give both, or none for outbound calls only',
    );
  }
  const port = values.port ?? inbound?.port;
  if (inbound !== undefined && (port === undefined || port === 0)) {
    throw new UsageError('--port PORT is missing: --inbound takes a free port, but callers need a fixed one');
  }
  const service =
    inbound === undefined || port === undefined ? undefined : { name, namespace, port, protocol };
  const distinction = inbound === undefined || inbound.port === 0 ? undefined : String(inbound.port);
  const agent = new Agent(
    buildSettings(values, { role: 'sidecar', name, service, advertise: values.advertise, distinction }),
  );
  const ended = new AbortController();
  const end = waitForEnd().then(() => ended.abort());
  await agent.start();
  await agent.openOutbound({ host: values['outbound-host'], port: values['outbound-port'] }, values.upstream);
  await openTcpPorts(agent, values.tcp);
  const received = await startRelayOf(agent.settings, values);
  const admin = await startAdminOf(agent, values, received?.relay);
  if (agent.outbound !== undefined) {
    agent.settings.log(`outbound calls at http://${joinHostPort(agent.outbound.host, agent.outbound.port)}`);
  }
  await serve(agent, values, ended.signal);
  await end;
  await Promise.all([agent.stop(), received?.close(values['flush-timeout'])]);
  await admin.close();
  return EXIT.ok;
}

async function serve(agent: Agent, values: Values, signal: AbortSignal): Promise<void> {
  const { inbound, name } = values;
  const app = values['app-address'];
  if (app === undefined || inbound === undefined) {
    await agent.sidecarPorts.follow(listenHost(values.console));
    agent.setAppReady(true);
    return;
  }
  const behind = joinHostPort(app.host, app.port);
  const open = await agent.openInbound(inbound, app);
  agent.settings.log(`${name} is served at ${joinHostPort(open.host, open.port)}, in front of ${behind}`);
  const found = await waitForApp([app], signal, () =>
    agent.settings.log(`${name} does not listen yet on ${behind}`),
  );
  if (found === undefined) return;
  agent.setAppReady(true);
  const stop = watchApp(app, (isReady) => agent.setAppReady(isReady));
  signal.addEventListener('abort', stop);
}
