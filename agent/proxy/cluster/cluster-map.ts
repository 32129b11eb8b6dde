import { type HostAndPort, joinHostPort } from '../split-authority';
import { Cluster, type ClusterEnvironment } from './cluster';
import type { ClusterSpec } from './cluster-spec';

/** The part of a cluster that is one place which somebody asked for. */
interface AskedPlace {
  base: ClusterSpec;
  readonly to: HostAndPort;
  readonly cluster: Cluster;
}

/** The clusters of one direction at work, by name. */
export class ClusterMap {
  readonly #clusters = new Map<string, Cluster>();
  /** Of clusters that lead wherever they are asked to: one a name, host and port. */
  readonly #asked = new Map<string, AskedPlace>();
  readonly #retired = new Set<Cluster>();
  readonly #env: ClusterEnvironment;

  constructor(env: ClusterEnvironment) {
    this.#env = env;
  }

  /** The cluster that is what `spec` asks for; a new spec changes the one that is there. */
  getCluster(spec: ClusterSpec): Cluster {
    const known = this.#clusters.get(spec.name);
    if (known !== undefined) {
      if (known.spec !== spec) known.update(spec);
      return known;
    }
    const cluster = new Cluster(spec, this.#env);
    this.#clusters.set(spec.name, cluster);
    return cluster;
  }

  /** The cluster that takes a request for `to`; undefined when that is this proxy: it would come back without end. */
  findClusterFor(spec: ClusterSpec, to: HostAndPort): Cluster | undefined {
    if (spec.reach === undefined) return this.getCluster(spec);
    const hostPort = joinHostPort(to.host, to.port);
    if (this.#env.ownAddresses.has(hostPort)) return undefined;
    const key = `${spec.name} ${hostPort}`;
    const known = this.#asked.get(key);
    if (known !== undefined) {
      this.#follow(known, spec);
      return known.cluster;
    }
    if (this.#asked.size >= this.#env.limits.authorities) {
      for (const { cluster } of this.#asked.values()) this.#retire(cluster);
      this.#asked.clear();
    }
    const cluster = new Cluster(narrow(spec, to), this.#env);
    this.#asked.set(key, { base: spec, to, cluster });
    return cluster;
  }

  /** Those that were called since they were configured. */
  list(): Cluster[] {
    return [...this.#clusters.values(), ...[...this.#asked.values()].map(({ cluster }) => cluster)];
  }

  /** Follows the configuration: `find` tells what a cluster is to be, undefined when it is to be no more. */
  sweep(nowMs: number, find: (name: string) => ClusterSpec | undefined): void {
    for (const [name, cluster] of this.#clusters) {
      const spec = find(name);
      if (spec === undefined || spec.reach !== undefined) {
        this.#clusters.delete(name);
        this.#retire(cluster);
      } else if (spec !== cluster.spec) cluster.update(spec);
      cluster.sweep(nowMs);
    }
    for (const [key, place] of this.#asked) {
      const spec = find(place.base.name);
      if (spec?.reach === undefined) {
        this.#asked.delete(key);
        this.#retire(place.cluster);
      } else this.#follow(place, spec);
      place.cluster.sweep(nowMs);
    }
    for (const cluster of this.#retired) {
      cluster.sweep(nowMs);
      if (cluster.isUnused) this.#retired.delete(cluster);
    }
  }

  close(): void {
    for (const cluster of [...this.list(), ...this.#retired]) cluster.close();
    this.#clusters.clear();
    this.#asked.clear();
    this.#retired.clear();
  }

  #follow(place: AskedPlace, spec: ClusterSpec): void {
    if (place.base === spec) return;
    place.base = spec;
    place.cluster.update(narrow(spec, place.to));
  }

  #retire(cluster: Cluster): void {
    cluster.retire();
    this.#retired.add(cluster);
  }
}

function narrow({ reach, ...spec }: ClusterSpec, to: HostAndPort): ClusterSpec {
  return { ...spec, endpoints: reach === undefined ? [] : [reach(to)] };
}
