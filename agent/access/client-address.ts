/** The address of `address:port`, without brackets. */
export function addressOf(hostPort: string): string {
  const address = hostPort.slice(0, hostPort.lastIndexOf(':'));
  return address.startsWith('[') ? address.slice(1, -1) : address;
}

/** The port of `address:port`. */
export function portOf(hostPort: string): number {
  return Number(hostPort.slice(hostPort.lastIndexOf(':') + 1));
}

/**
 * The client behind trusted proxies. Each hop appends the address it was called from, so the last entry is what the
 * nearest proxy saw; a gateway has appended its own caller, and believes as many more entries as it trusts proxies.
 */
export function readClientAddress(
  forwardedFor: readonly string[],
  directAddress: string,
  trustedProxies: number,
): string {
  const hops = forwardedFor.flatMap((line) => line.split(',')).map((hop) => hop.trim());
  const hop = hops[hops.length - 1 - trustedProxies];
  return hop === undefined || hop === '' ? directAddress : hop;
}
