let second = 0;
let text = '';

/** Now, in the form of the Date header; formatted once a second. */
export function formatHttpDate(): string {
  const now = Math.floor(Date.now() / 1000);
  if (now !== second) {
    second = now;
    text = new Date(now * 1000).toUTCString();
  }
  return text;
}
