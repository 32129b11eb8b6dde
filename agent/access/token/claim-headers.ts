import { findClaim } from '../../../lib/mesh/access/claim-path';
import type { TokenRule } from '../../../lib/mesh/access/token/token-rules';
import type { ExchangeView } from '../../proxy/exchange-view';
import type { AcceptedToken } from './authenticator';

/** What only a validated token may say is never taken from the client, with or without a token. */
export function takeOffClaimHeaders({ request }: ExchangeView, rules: readonly TokenRule[]): void {
  for (const { payloadHeader, claimHeaders } of rules) {
    if (payloadHeader !== '') request.headers.dropNamed(payloadHeader);
    for (const { header } of claimHeaders) request.headers.dropNamed(header);
  }
}

/** Takes the token off the request unless its rule lets the app have it. */
export function forgetToken(exchange: ExchangeView, { location, rule }: AcceptedToken): void {
  if (rule.forwardsToken) return;
  if (location.kind === 'header') exchange.request.headers.dropNamed(location.name);
  if (location.kind === 'param') dropParam(exchange, location.name);
}

/** Adds the payload and single claims as headers for the app. */
export function passClaims({ request }: ExchangeView, { rule, token }: AcceptedToken): void {
  if (rule.payloadHeader !== '') request.headers.append(rule.payloadHeader, token.payload);
  for (const { header, claim } of rule.claimHeaders) {
    const value = toHeaderValue(findClaim(token.claims, claim));
    if (value !== undefined) request.headers.append(header, value);
  }
}

function dropParam({ record }: ExchangeView, name: string): void {
  const mark = record.path.indexOf('?');
  if (mark < 0) return;
  const kept = record.path
    .slice(mark + 1)
    .split('&')
    .filter((part) => part.split('=', 1)[0] !== name);
  record.path = record.path.slice(0, mark) + (kept.length === 0 ? '' : `?${kept.join('&')}`);
}

/** Texts, numbers and booleans as they are, anything else as JSON in base64url; undefined for what a header can't hold. */
function toHeaderValue(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  const text =
    typeof value === 'object' ? Buffer.from(JSON.stringify(value)).toString('base64url') : String(value);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || code > 0x7e) return undefined;
  }
  return text;
}
