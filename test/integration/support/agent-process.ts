import type { ConsoleProcess } from './console-process';
import { SpawnedProcess } from './spawned-process';

/** The command line of the product. */
export const COMMAND = new URL('../../../agent/bin/meshscope.mjs', import.meta.url).pathname;

/** How a sidecar is started beside an application that runs already. */
export interface SidecarOptions {
  name: string;
  namespace: string;
  version?: string;
  /** Port of the application; none for a pure client. */
  appPort?: number;
  /** Port under which callers know the service. */
  servicePort?: number;
  extraArgs?: readonly string[];
}

/** A real agent process in front of an application of the test. */
export class AgentProcess {
  readonly process: SpawnedProcess;
  /** `address:port` for the calls of the application. */
  readonly outbound: string;
  /** Base URL of the admin port. */
  readonly adminUrl: string;

  private constructor(process: SpawnedProcess, outbound: string, adminUrl: string) {
    this.process = process;
    this.outbound = outbound;
    this.adminUrl = adminUrl;
  }

  /** Starts `meshscope proxy` and waits until it serves. */
  static async start(
    console: Pick<ConsoleProcess, 'agentEnv'>,
    options: SidecarOptions,
  ): Promise<AgentProcess> {
    const process = new SpawnedProcess(
      ['proxy', ...identityArgs(options), '--outbound-port', '0', '--admin-port', '0'],
      console.agentEnv,
      COMMAND,
    );
    const [, admin = ''] = await process.waitForOutput(/admin pages at (http:\S+?)\/?$/m, 20_000);
    const [, outbound = ''] = await process.waitForOutput(/outbound calls at http:\/\/(\S+?)\/?$/m, 20_000);
    return new AgentProcess(process, outbound, admin);
  }

  /** What Prometheus would read. */
  async scrape(): Promise<string> {
    return (await fetch(`${this.adminUrl}/stats/prometheus`)).text();
  }
}

function identityArgs({
  name,
  namespace,
  version,
  appPort,
  servicePort = 9080,
  extraArgs = [],
}: SidecarOptions): string[] {
  return [
    ...['--name', name, '--namespace', namespace],
    ...(version === undefined ? [] : ['--version', version]),
    ...(appPort === undefined
      ? []
      : ['--port', String(servicePort), '--app-address', `127.0.0.1:${appPort}`, '--inbound', '127.0.0.1:0']),
    ...extraArgs,
  ];
}
