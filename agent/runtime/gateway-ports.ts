import type { Agent } from './agent';
import { FollowedPorts, type PortWords } from './followed-ports';

/** The address of servers that do not say where. */
const ANY_ADDRESS = '0.0.0.0';

const WORDS: PortWords = {
  opened: (port, at) => `servers of port ${port} listen at ${at}`,
  closed: (port, at) => `no server has port ${port} any more: ${at} is closed`,
  failed: (port, at, reason) =>
    `cannot open port ${port} of the Gateways at ${at}: ${reason}; --server ${port}=HOST:PORT opens it elsewhere`,
};

/** Follows the ports that a gateway's servers name, but for those that stand open at an address somebody chose (`given`). */
export function followGateways(
  agent: Agent,
  host: string,
  given: () => readonly number[],
  log: (message: string) => void = agent.settings.log,
): FollowedPorts {
  return new FollowedPorts({
    wanted: () =>
      agent.config.routes.table.listeners
        .filter(({ port }) => !given().includes(port))
        .map(({ address, port }) => ({ port, address: address === ANY_ADDRESS ? '' : address })),
    host,
    open: (listen, port) => agent.openGateway(listen, [], () => port),
    close: (bound) => agent.closeGateway(bound),
    words: WORDS,
    log,
  });
}
