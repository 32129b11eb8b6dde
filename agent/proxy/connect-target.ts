const UNIX = 'unix://';

/** Where a socket is connected to: a port of a host, or a Unix socket (`unix:///run/app.sock`, `unix://@abstract`). */
export function connectTarget({ address, port }: { readonly address: string; readonly port: number }) {
  if (!address.startsWith(UNIX)) return { host: address, port };
  const path = address.slice(UNIX.length);
  return { path: path.startsWith('@') ? `\0${path.slice(1)}` : path };
}
