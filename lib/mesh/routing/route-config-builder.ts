import { isWildcardHost } from '../config/host-name';
import type { PlannedRoute } from './compile-context';
import { barePlan, type RouteDecision } from './route-plan';
import type { CompiledRoute, RouteConfig, VirtualHost } from './route-table';

/** Compiles the routes of a virtual host. */
export type RouteSource = () => readonly PlannedRoute[];

/** Collects virtual hosts; a name or domain belongs to the first that asks for it, as Envoy allows no second one. */
export class RouteConfigBuilder {
  readonly #name: string;
  readonly #hosts = new Map<string, VirtualHost>();
  readonly #domains = new Set<string>();
  readonly #reserved = new Set<string>();

  constructor(name: string) {
    this.#name = name;
  }

  /** Full names that short names of other services must not take. */
  reserve(hosts: Iterable<string>): void {
    for (const host of hosts) this.#reserved.add(host);
  }

  /** Answers for what is left of `domains`; a virtual host of that name that is there already stays as it is. */
  add(
    name: string,
    domains: { full: readonly string[]; short: readonly string[] },
    routes: RouteSource,
  ): void {
    if (this.#hosts.has(name)) return;
    const wanted = [...domains.full, ...domains.short.filter((domain) => !this.#reserved.has(domain))];
    const free = [...new Set(wanted)].filter((domain) => !this.#domains.has(domain));
    if (free.length === 0) return;
    for (const domain of free) this.#domains.add(domain);
    this.#hosts.set(name, createVirtualHost(name, free, routes));
  }

  /** `unmatched` answers for every other host; without it they find nothing. */
  build(unmatched: RouteDecision | undefined): RouteConfig {
    const hosts = [...this.#hosts.values()];
    if (unmatched !== undefined && !this.#domains.has('*')) {
      hosts.push({
        name: unmatched.virtualHost,
        domains: ['*'],
        routes: [{ test: undefined, mismatch: undefined, decision: unmatched }],
        notFound: unmatched,
      });
    }
    return indexVirtualHosts(this.#name, hosts);
  }
}

/** A virtual host compiles its rules when it is first asked: most of a mesh's hosts one proxy never calls. */
function createVirtualHost(name: string, domains: readonly string[], source: RouteSource): VirtualHost {
  let compiled: readonly CompiledRoute[] | undefined;
  return {
    name,
    domains,
    get routes() {
      compiled ??= source().map(({ test, mismatch, plan }) => ({
        test,
        mismatch,
        decision: { virtualHost: name, plan },
      }));
      return compiled;
    },
    notFound: { virtualHost: name, plan: NOT_FOUND },
  };
}

const NOT_FOUND = barePlan({ kind: 'not-found' }, '');

function indexVirtualHosts(name: string, virtualHosts: readonly VirtualHost[]): RouteConfig {
  const exact = new Map<string, VirtualHost>();
  const wildcards = new Map<string, VirtualHost>();
  let any: VirtualHost | undefined;
  for (const host of virtualHosts) {
    for (const domain of host.domains) {
      if (domain === '*') any = host;
      else if (isWildcardHost(domain)) wildcards.set(domain.slice(1), host);
      else exact.set(domain, host);
    }
  }
  return { name, virtualHosts, exact, wildcards, any };
}
