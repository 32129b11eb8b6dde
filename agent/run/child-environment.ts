import type { ListenAddress } from '../proxy/listener';
import { joinHostPort } from '../proxy/split-authority';

/** Never through the sidecar: what a process reaches on its own machine, and the clouds' metadata servers. */
const DIRECT = ['localhost', '127.0.0.1', '::1', '169.254.169.254'];

export interface ChildEnvironmentOptions {
  /** The port the app should listen on; undefined leaves PORT alone. */
  appPort: number | undefined;
  outbound: ListenAddress;
  /** A module that Node loads first, as a file URL. */
  preload: string | undefined;
  /** Where the agent takes spans and log lines; undefined when it does not. */
  receive: ListenAddress | undefined;
}

type Environment = Record<string, string | undefined>;

/** The environment in which a process's HTTP calls go through its sidecar. */
export function childEnvironment(inherited: Environment, options: ChildEnvironmentOptions): Environment {
  const { appPort, outbound, preload, receive } = options;
  const address = joinHostPort(outbound.host, outbound.port);
  const direct = directHosts(inherited);
  return {
    ...inherited,
    ...(appPort === undefined ? {} : { PORT: String(appPort) }),
    http_proxy: `http://${address}`,
    HTTP_PROXY: `http://${address}`,
    no_proxy: direct,
    NO_PROXY: direct,
    MESHSCOPE_OUTBOUND: address,
    ...(receive === undefined || inherited.OTEL_EXPORTER_OTLP_ENDPOINT ? {} : exportTo(receive)),
    ...(preload === undefined ? {} : { NODE_OPTIONS: withImport(inherited.NODE_OPTIONS, preload) }),
  };
}

/** What OpenTelemetry's SDKs look for; nothing else is received than their HTTP form. */
function exportTo({ host, port }: ListenAddress): Environment {
  return {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://${joinHostPort(host, port)}`,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
  };
}

/** What the user keeps direct stays direct. */
function directHosts(inherited: Environment): string {
  const own = (inherited.no_proxy ?? inherited.NO_PROXY ?? '').split(',').map((host) => host.trim());
  return [...new Set([...DIRECT, ...own.filter((host) => host !== '')])].join(',');
}

function withImport(known: string | undefined, preload: string): string {
  const option = `--import=${preload}`;
  return known === undefined || known === '' ? option : `${known} ${option}`;
}
