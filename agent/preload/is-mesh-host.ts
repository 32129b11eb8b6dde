/** Tells hosts that are called through the sidecar from this machine and from what `no_proxy` keeps direct. */
export function createMeshTest(noProxy: string): (host: string) => boolean {
  const direct = noProxy
    .split(',')
    .map((entry) =>
      entry
        .trim()
        .toLowerCase()
        .replace(/:\d+$/, '')
        .replace(/^\*?\./, ''),
    )
    .filter((entry) => entry !== '');
  return (given) => {
    const host = given
      .toLowerCase()
      .replace(/^\[|\]$/g, '')
      .replace(/\.$/, '');
    if (host === '' || isLoopback(host)) return false;
    return !direct.some((entry) => entry === '*' || host === entry || host.endsWith(`.${entry}`));
  };
}

function isLoopback(host: string): boolean {
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '::1' ||
    host === '::' ||
    host === '0.0.0.0' ||
    /^127(\.\d+){1,3}$/.test(host) ||
    /^::ffff:127\./.test(host)
  );
}
