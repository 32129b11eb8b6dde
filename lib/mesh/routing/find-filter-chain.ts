import { compareHostSpecificity, isSubsetHost, isWildcardHost } from '../config/host-name';
import type { FilterChain, ListenerPlan } from './route-table';

/** What is known of a connection before anything is read from it but its TLS greeting. */
export interface ConnectionStart {
  isTls: boolean;
  /** Empty without one. */
  serverName: string;
}

/** The chains that treat a connection: those with the most specific server name; several are a fault of the configuration. */
export function findFilterChains(
  { chains }: Pick<ListenerPlan, 'chains'>,
  start: ConnectionStart,
): FilterChain[] {
  const name = start.serverName.toLowerCase();
  const fitting = chains.filter(
    ({ transport }) => transport === 'any' || (transport === 'tls') === start.isTls,
  );
  const names = fitting
    .flatMap(({ serverNames }) => serverNames)
    .filter((one) => (isWildcardHost(one) ? isSubsetHost(name, one) : one === name))
    .sort(compareHostSpecificity);
  const best = names[0];
  return best === undefined
    ? fitting.filter(({ serverNames }) => serverNames.length === 0)
    : fitting.filter(({ serverNames }) => serverNames.includes(best));
}

/** The listener of a gateway at a port. */
export function findListener(listeners: readonly ListenerPlan[], port: number): ListenerPlan | undefined {
  return listeners.find((listener) => listener.port === port);
}
