import { Header } from '../../http1/header-id';
import type { Layer } from '../layer';

/** At the edge: adds the client's address to x-forwarded-for, as Envoy does with `use_remote_address`. */
export const forwardedFor: Layer = {
  name: 'forwarded-for',

  onRequest(exchange) {
    const { record, request } = exchange;
    const address = hostOf(record.downstreamRemoteAddress);
    const known = request.headers.findList(Header.forwardedFor);
    record.forwardedFor = known === undefined ? address : `${known},${address}`;
    request.headers.set(Header.forwardedFor, record.forwardedFor);
    return undefined;
  },
};

function hostOf(address: string): string {
  const host = address.slice(0, address.lastIndexOf(':'));
  return host.startsWith('[') ? host.slice(1, -1) : host;
}
