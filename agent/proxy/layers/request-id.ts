import { Header } from '../../http1/header-id';
import type { Layer } from '../layer';

const PLAIN_PROTO = 'x-forwarded-proto: http\r\n';
const TLS_PROTO = 'x-forwarded-proto: https\r\n';

/** Gives every request an x-request-id and says how it came. */
export const requestId: Layer = {
  name: 'request-id',

  onRequest(exchange) {
    const { record, request, side } = exchange;
    const { headers } = request;
    const known = headers.find(Header.requestId);
    if (known !== undefined && known !== '') record.requestId = known;
    else {
      record.requestId = side.random.uuid();
      headers.set(Header.requestId, record.requestId);
    }
    if (!headers.has(Header.forwardedProto))
      headers.appendLines(exchange.scheme === 'http' ? PLAIN_PROTO : TLS_PROTO);
    return undefined;
  },
};
