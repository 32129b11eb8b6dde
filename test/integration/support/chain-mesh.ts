import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { AgentProcess } from './agent-process';
import { ConsoleProcess } from './console-process';
import { MeshClient } from './mesh-client';
import { waitUntil } from './wait-until';

/** What an application must pass on for its calls to be of one trace. */
export const TRACE_HEADERS = ['traceparent', 'tracestate', 'x-request-id'];

/** One application of the chain: calls `next` through `outbound`, or answers what the path says when it is the last. */
export interface ChainHop {
  /** Base URL of the service behind; undefined for the last. */
  next: string | undefined;
  /** Address of its sidecar for outgoing calls, known once the sidecar runs. */
  outbound: () => string;
  last: ChainMesh['last'];
}

type OpenHop = (hop: ChainHop) => Promise<{ port: number; close: () => void }>;

/**
 * A chain of services, each behind an agent of its own: the entry calls hop-1, which calls hop-2 and so on. The last one
 * does what the path says (`/status/503?delay=20`), the others pass its answer back.
 */
export class ChainMesh {
  readonly console: ConsoleProcess;
  readonly agents: AgentProcess[];
  readonly client: MeshClient;
  /** Milliseconds that the last hop takes longer, and the share of its answers that become 503. */
  readonly last: { delayMs: number; failing: number };
  private readonly apps: { close: () => void }[];
  private readonly namespace: string;

  private constructor(
    console: ConsoleProcess,
    namespace: string,
    apps: { close: () => void }[],
    agents: AgentProcess[],
    last: ChainMesh['last'],
  ) {
    this.console = console;
    this.namespace = namespace;
    this.apps = apps;
    this.agents = agents;
    this.last = last;
    this.client = new MeshClient(agents[0]?.outbound ?? '');
  }

  /** Starts everything and waits until a request gets through the whole chain. */
  static async start(
    hops: number,
    options: {
      consoleArgs?: readonly string[];
      agentArgs?: readonly string[];
      namespace?: string;
      openHop?: OpenHop;
    } = {},
  ): Promise<ChainMesh> {
    const { namespace = 'chain', agentArgs = [], openHop = openHttpHop } = options;
    const console = await ConsoleProcess.start(options.consoleArgs);
    const last = { delayMs: 0, failing: 0 };
    const outbound: string[] = [];
    const apps = await Promise.all(
      Array.from({ length: hops }, (_, at) =>
        openHop({
          next: at === hops - 1 ? undefined : `http://hop-${at + 2}.${namespace}:9080`,
          outbound: () => outbound[at + 1] ?? '',
          last,
        }),
      ),
    );
    const agents = await Promise.all([
      AgentProcess.start(console, { name: 'entry', namespace, extraArgs: agentArgs }),
      ...apps.map((app, at) =>
        AgentProcess.start(console, {
          name: `hop-${at + 1}`,
          namespace,
          version: 'v1',
          appPort: app.port,
          extraArgs: agentArgs,
        }),
      ),
    ]);
    outbound.push(...agents.map((agent) => agent.outbound));
    const mesh = new ChainMesh(console, namespace, apps, agents, last);
    await waitUntil('the chain to be open', async () =>
      (await mesh.send('/status/200')).code === 200 ? true : undefined,
    );
    return mesh;
  }

  send(path: string, headers: Record<string, string> = {}) {
    return this.client.send(`http://hop-1.${this.namespace}:9080${path}`, { headers });
  }

  async close(): Promise<void> {
    this.client.close();
    await Promise.all(this.agents.map(({ process }) => process.stop()));
    for (const app of this.apps) app.close();
    await this.console.close();
  }
}

async function openHttpHop({ next, outbound, last }: ChainHop): Promise<{ port: number; close: () => void }> {
  const keep = new http.Agent({ keepAlive: true, maxSockets: 256 });
  const app = http.createServer((request, response) => {
    if (next === undefined) answer(request, response, last);
    else passOn(request, response, next, outbound(), keep);
  });
  app.listen(0, '127.0.0.1');
  await once(app, 'listening');
  return {
    port: (app.address() as AddressInfo).port,
    close: () => {
      app.closeAllConnections();
      app.close();
    },
  };
}

function answer(request: http.IncomingMessage, response: http.ServerResponse, last: ChainMesh['last']): void {
  const url = new URL(request.url ?? '/', 'http://app');
  request.resume();
  const asked = Number(/^\/status\/(\d+)$/.exec(url.pathname)?.[1] ?? 200);
  const status = Math.random() < last.failing ? 503 : asked;
  const delayMs = last.delayMs + Number(url.searchParams.get('delay') ?? 0);
  const end = () => response.writeHead(status, { 'content-length': 2 }).end('ok');
  if (delayMs === 0) end();
  else setTimeout(end, delayMs);
}

function passOn(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  next: string,
  outbound: string,
  agent: http.Agent,
): void {
  const [host, port] = outbound.split(':');
  const headers: http.OutgoingHttpHeaders = { host: new URL(next).host };
  for (const name of TRACE_HEADERS) {
    const value = request.headers[name];
    if (value !== undefined) headers[name] = value;
  }
  request.resume();
  const call = http.request({ host, port, path: `${next}${request.url}`, headers, agent }, (answered) => {
    response.writeHead(answered.statusCode ?? 502, { 'content-length': 2 });
    answered.resume();
    answered.on('end', () => response.end('ok'));
  });
  call.on('error', () => response.writeHead(502).end());
  call.end();
}
