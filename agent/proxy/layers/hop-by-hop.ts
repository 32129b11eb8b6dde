import { Header } from '../../http1/header-id';
import { dropHopByHop } from '../connection-options';
import type { Layer } from '../layer';

/** Takes off what the client said to this hop alone; an upgrade and an interest in trailers are said anew. */
export const hopByHop: Layer = {
  name: 'hop-by-hop',

  onRequest(exchange) {
    const { connectionOptions, request } = exchange;
    const { headers } = request;
    const upgrade = connectionOptions.upgrade ? headers.find(Header.upgrade) : undefined;
    const wantsTrailers = headers.has(Header.te) && acceptsTrailers(headers.findList(Header.te) ?? '');
    dropHopByHop(headers, connectionOptions);
    if (wantsTrailers) headers.appendLines('te: trailers\r\n');
    if (upgrade !== undefined && request.minor === 1 && !isHttp2(upgrade)) {
      exchange.isUpgrade = true;
      headers.appendLines(`connection: upgrade\r\nupgrade: ${upgrade}\r\n`);
    }
    return undefined;
  },
};

function acceptsTrailers(te: string): boolean {
  return te
    .toLowerCase()
    .split(',')
    .some((coding) => coding.trim() === 'trailers');
}

/** A tunnel of HTTP/2 would carry requests past every layer; not upgrading is always allowed (RFC 9110 7.8). */
function isHttp2(upgrade: string): boolean {
  const protocols = upgrade.toLowerCase();
  return protocols.includes('h2c') || protocols.includes('http/') || protocols.includes('tls/');
}
