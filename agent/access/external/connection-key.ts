import { joinHostPort } from '../../proxy/split-authority';
import type { AuthorizerAddress } from './external-question';

/** What connections to an authorizer may be shared by: those secured in different ways are never mixed. */
export function connectionKeyOf({ address, port, tls }: AuthorizerAddress): string {
  return tls === undefined ? joinHostPort(address, port) : tls.poolKey;
}
