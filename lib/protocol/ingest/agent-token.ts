/** Whom the holder of a token may speak for. */
export interface TokenScope {
  readonly namespace: string;
  readonly serviceAccount: string;
}

const PREFIX = 'msa1';
const NAME = '[a-z0-9](?:[a-z0-9-]{0,251}[a-z0-9])?';
const FORM = new RegExp(`^${PREFIX}\\.(${NAME})\\.(${NAME})\\.([A-Za-z0-9_-]{43})$`);

/** What the agents' token authenticates (HMAC-SHA-256, base64url) to make a token of one service account. */
export function tokenScopeText({ namespace, serviceAccount }: TokenScope): string {
  return `meshscope agent token\n${namespace}\n${serviceAccount}\n`;
}

/** A token that is good for one service account of one namespace. */
export function formatScopedToken({ namespace, serviceAccount }: TokenScope, mac: string): string {
  return `${PREFIX}.${namespace}.${serviceAccount}.${mac}`;
}

/** Takes a scoped token apart; undefined for a text of another form. The MAC is not checked. */
export function parseScopedToken(token: string): { scope: TokenScope; mac: string } | undefined {
  const [, namespace, serviceAccount, mac] = FORM.exec(token) ?? [];
  if (namespace === undefined || serviceAccount === undefined || mac === undefined) return undefined;
  return { scope: { namespace, serviceAccount }, mac };
}
