import type { MeshService } from '../../mesh/registry/service';
import { badOption, parseList } from './parse-option';
import type { RawOption } from './raw-options';

const WANTED = 'HOST:PORT=ADDRESS:PORT, for instance api.bank.example:443=10.0.0.7:8443';

/** Services outside the mesh, as a ServiceEntry would name them; entries of one host and port share it. */
export function parseExternal(option: RawOption | undefined): MeshService[] {
  const services = new Map<string, MeshService>();
  for (const entry of parseList(option)) {
    const [front = '', back = '', ...rest] = entry.split('=');
    const service = splitHostPort(front);
    const endpoint = splitHostPort(back);
    if (option !== undefined && (service === undefined || endpoint === undefined || rest.length > 0)) {
      throw badOption({ ...option, text: entry }, WANTED);
    }
    if (service === undefined || endpoint === undefined) continue;
    const before = services.get(front)?.endpoints ?? [];
    services.set(front, {
      host: service.host,
      name: service.host,
      namespace: 'external',
      port: service.port,
      protocol: service.port === 443 ? 'tcp' : 'http',
      endpoints: [...before, { address: endpoint.host, port: endpoint.port }],
      location: 'MESH_EXTERNAL',
    });
  }
  return [...services.values()];
}

function splitHostPort(text: string): { host: string; port: number } | undefined {
  const match = /^(\[[0-9a-fA-F:.]+\]|[^:\s]+):(\d{1,5})$/.exec(text);
  const port = Number(match?.[2]);
  const host = match?.[1]?.replace(/^\[|\]$/g, '').toLowerCase();
  return host === undefined || port < 1 || port > 65_535 ? undefined : { host, port };
}
