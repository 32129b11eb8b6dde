import { type RouteRequest, splitTarget } from '../route-request';
import type { SimulatedRequest } from './simulated-request';

/** A request to simulate, and the port it names; undefined where it names none. */
export interface ReadRequest {
  request: RouteRequest;
  port: number | undefined;
}

/** Reads URL and headers as a proxy would: an absolute URL gives the host, unless a Host header says another. */
export function readRequest(simulated: SimulatedRequest): ReadRequest {
  const { method = 'GET', url, headers = {}, port, claims } = simulated;
  const { scheme, authority, target } = splitUrl(url);
  const lower = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      typeof value === 'string' ? value : value.join(','),
    ]),
  );
  const { host = authority, ...others } = lower;
  const request: RouteRequest = {
    method,
    scheme,
    authority: lower[':authority'] ?? host,
    ...splitTarget(target),
    headers: others,
    ...(claims === undefined ? {} : { claims }),
  };
  const named = port ?? portOf(authority) ?? portOf(request.authority);
  return { request, port: named ?? (scheme === 'https' ? 443 : undefined) };
}

function splitUrl(url: string): { scheme: string; authority: string; target: string } {
  const match = /^(https?|grpc|h2c|ws|wss):\/\/([^/?#]*)(.*)$/i.exec(url);
  if (match === null) return { scheme: 'http', authority: '', target: url.startsWith('/') ? url : `/${url}` };
  const scheme = (match[1] ?? '').toLowerCase();
  const target = match[3] ?? '';
  return {
    scheme: scheme === 'https' || scheme === 'wss' ? 'https' : 'http',
    authority: match[2] ?? '',
    target: target.startsWith('/') ? target : `/${target}`,
  };
}

function portOf(authority: string): number | undefined {
  const port = /:(\d+)$/.exec(authority)?.[1];
  return port === undefined ? undefined : Number(port);
}
