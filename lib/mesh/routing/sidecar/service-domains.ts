import type { RoutedService, ServiceName } from '../routed-service';

/** The names by which a client of a namespace calls a service: sure ones, and short ones that a full name may take. */
export interface ServiceDomains {
  full: readonly string[];
  short: readonly string[];
}

/** The domains of a service's virtual host: full name, addresses, each pod of a headless service, and short names. */
export function serviceDomains(service: RoutedService, namespace: string): ServiceDomains {
  const names = [service, ...service.aliases];
  const isHeadless = service.resolution === 'NONE' && service.source === 'Service';
  return {
    full: [
      ...names.map(({ host }) => host),
      ...(isHeadless ? [`*.${service.host}`] : []),
      ...service.addresses.filter((address) => !address.includes('/')),
    ],
    short: names.flatMap((name) => shortNames(name, namespace)),
  };
}

function shortNames({ name, namespace, host }: ServiceName, viewer: string): string[] {
  if (name === undefined) return [];
  const lower = name.toLowerCase();
  const names = [`${lower}.${namespace}.svc`, `${lower}.${namespace}`];
  if (namespace === viewer) names.push(lower);
  return names.filter((short) => short !== host);
}
