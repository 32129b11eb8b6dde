/** Name of the cookie that holds a browser's session. */
export const SESSION_COOKIE = 'meshscope_session';

/** The session's secret in a Cookie header, undefined when there is none. */
export function readSessionCookie(header: string | undefined): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const [name, value] = part.trim().split('=');
    if (name === SESSION_COOKIE && value !== undefined && /^[A-Za-z0-9_-]{43}$/.test(value)) return value;
  }
  return undefined;
}

/** A Set-Cookie value; an empty secret removes the cookie. */
export function printSessionCookie(secret: string, maxAgeSeconds: number, isHttps: boolean): string {
  const age = secret === '' ? 0 : maxAgeSeconds;
  const secure = isHttps ? '; Secure' : '';
  return `${SESSION_COOKIE}=${secret}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${age}${secure}`;
}
