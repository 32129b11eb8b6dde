import { splitSpaceDelimited } from '../../../lib/mesh/access/claim-path';
import { type FoundToken, findTokens, type TokenCarrier } from '../../../lib/mesh/access/token/find-tokens';
import { findTokenProblem, findTokenRule } from '../../../lib/mesh/access/token/judge-token';
import { type ParsedToken, parseToken } from '../../../lib/mesh/access/token/parse-token';
import type { TokenProblem } from '../../../lib/mesh/access/token/token-problem';
import type { TokenRule } from '../../../lib/mesh/access/token/token-rules';
import type { KeyStore } from './key-store';
import { findSignatureProblem } from './verify-signature';

/** A token that was found good. */
export interface AcceptedToken {
  readonly token: ParsedToken;
  readonly rule: TokenRule;
  readonly location: FoundToken['location'];
  /** With texts of several words taken apart. */
  readonly claims: Readonly<Record<string, unknown>>;
}

/** What became of a request's tokens: none is no fault, and every one must be good. */
export type Authentication = { accepted: readonly AcceptedToken[] } | { problem: TokenProblem };

const MOST_KNOWN_TOKENS = 1_000;
const ANONYMOUS: Authentication = { accepted: [] };

/** How long a signature found good is not checked again: a key that was withdrawn ends with it. */
const KNOWN_FOR_MS = 5 * 60_000;

/** Judges the tokens of requests by the rules of one workload. */
export class Authenticator {
  readonly rules: readonly TokenRule[];
  readonly #keys: KeyStore;
  readonly #now: () => number;
  /** Tokens whose signature was found good, and when; the oldest first. */
  readonly #known = new Map<string, { token: ParsedToken; rule: TokenRule; atMs: number }>();

  constructor(rules: readonly TokenRule[], keys: KeyStore, now: () => number) {
    this.rules = rules;
    this.#keys = keys;
    this.#now = now;
  }

  /** Answers at once where no signature has to be checked. */
  authenticate(request: TokenCarrier): Authentication | Promise<Authentication> {
    const found = findTokens(this.rules, request);
    if (found === 'several') return { problem: 'Found multiple Jwt tokens' };
    if (found.length === 0) return ANONYMOUS;
    const accepted: AcceptedToken[] = [];
    for (const one of found) {
      const known = this.#recall(one);
      if (known === undefined) return this.#authenticateAll(found);
      if ('problem' in known) return known;
      accepted.push(known);
    }
    return { accepted };
  }

  async #authenticateAll(found: readonly FoundToken[]): Promise<Authentication> {
    const accepted: AcceptedToken[] = [];
    for (const one of found) {
      const judged = this.#recall(one) ?? (await this.#judge(one));
      if ('problem' in judged) return judged;
      accepted.push(judged);
    }
    return { accepted };
  }

  /** Time and audience are judged anew for each request, whatever is known of the signature. */
  #recall(found: FoundToken): AcceptedToken | { problem: TokenProblem } | undefined {
    const known = this.#known.get(found.text);
    const now = this.#now();
    if (known === undefined || now - known.atMs > KNOWN_FOR_MS || !found.rules.includes(known.rule))
      return undefined;
    const problem = findTokenProblem(known.token, known.rule, now);
    return problem === undefined ? accept(known.token, known.rule, found) : { problem };
  }

  async #judge(found: FoundToken): Promise<AcceptedToken | { problem: TokenProblem }> {
    const token = parseToken(found.text);
    if ('problem' in token) return token;
    const rule = findTokenRule(found.rules, token);
    if (rule === undefined) return { problem: 'Jwt issuer is not configured' };
    const problem =
      findTokenProblem(token, rule, this.#now()) ?? (await this.#findSignatureProblem(token, rule));
    if (problem !== undefined) return { problem };
    this.#remember(token, rule);
    return accept(token, rule, found);
  }

  async #findSignatureProblem(token: ParsedToken, rule: TokenRule): Promise<TokenProblem | undefined> {
    const keys = await this.#keys.getKeys(rule.keys);
    if (typeof keys === 'string') return keys;
    const problem = await findSignatureProblem(token, keys);
    const mayBeNew = problem !== undefined && rule.keys.kind !== 'inline';
    if (!mayBeNew) return problem;
    // The issuer may have changed its keys since they were read.
    const newer = await this.#keys.getKeys(rule.keys, this.#now());
    return newer === keys || typeof newer === 'string' ? problem : findSignatureProblem(token, newer);
  }

  #remember(token: ParsedToken, rule: TokenRule): void {
    this.#known.delete(token.text);
    const [oldest] = this.#known.keys();
    if (this.#known.size >= MOST_KNOWN_TOKENS && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(token.text, { token, rule, atMs: this.#now() });
  }
}

function accept(token: ParsedToken, rule: TokenRule, { location }: FoundToken): AcceptedToken {
  return { token, rule, location, claims: splitSpaceDelimited(token.claims, rule.spaceDelimitedClaims) };
}
