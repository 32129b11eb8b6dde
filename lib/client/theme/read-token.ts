/** The present value of a colour token, for canvases: `readToken('failing')` is `#ff6b6b` in the dark. */
export function readToken(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
