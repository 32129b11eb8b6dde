import {
  detailsOfProblem,
  statusOfProblem,
  type TokenProblem,
} from '../../../lib/mesh/access/token/token-problem';
import type { LocalReply } from '../../proxy/local-reply';
import type { ExchangeRecord } from '../../telemetry/exchange-record';

/** Envoy cuts the realm at this length. */
const LONGEST_REALM = 256;

/** Envoy's answer to a bad token: the reason as body, the URL as realm. */
export function refuseToken(
  { authority, path }: Pick<ExchangeRecord, 'authority' | 'path'>,
  problem: TokenProblem,
): LocalReply {
  // A quote would end the realm.
  const realm = `http://${authority}${path}`.replaceAll(/["\\]/g, '').slice(0, LONGEST_REALM);
  return {
    code: statusOfProblem(problem),
    flags: 'UAEX',
    details: detailsOfProblem(problem),
    body: problem,
    headers: `www-authenticate: Bearer realm="${realm}", error="invalid_token"\r\n`,
  };
}
