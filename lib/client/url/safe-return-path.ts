/** Where to go after signing in: a path of this console, never another site. */
export function safeReturnPath(raw: string | null): string {
  if (raw === null || !/^\/(?![/\\])/.test(raw)) return '/';
  return raw.startsWith('/sign-in') ? '/' : raw;
}
