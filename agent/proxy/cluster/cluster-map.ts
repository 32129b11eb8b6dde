import { Cluster, type ClusterEnvironment } from './cluster';
import type { ClusterSpec } from './cluster-spec';

/** The clusters of one direction at work, by name. */
export class ClusterMap {
  readonly #clusters = new Map<string, Cluster>();
  readonly #retired = new Set<Cluster>();
  readonly #env: ClusterEnvironment;

  constructor(env: ClusterEnvironment) {
    this.#env = env;
  }

  /** The cluster that is what `spec` asks for; a new spec changes the one that is there. `key`: where one name stands for several. */
  getCluster(spec: ClusterSpec, key = spec.name): Cluster {
    const known = this.#clusters.get(key);
    if (known !== undefined) {
      if (known.spec !== spec) known.update(spec);
      return known;
    }
    const cluster = new Cluster(spec, this.#env);
    this.#clusters.set(key, cluster);
    return cluster;
  }

  /** Those that were called since they were configured. */
  list(): Cluster[] {
    return [...this.#clusters.values()];
  }

  /** Follows the configuration: `find` tells what a cluster is to be, undefined when it is to be no more. */
  sweep(nowMs: number, find: (key: string) => ClusterSpec | undefined): void {
    for (const [key, cluster] of this.#clusters) {
      const spec = find(key);
      if (spec === undefined) {
        cluster.retire();
        this.#clusters.delete(key);
        this.#retired.add(cluster);
      } else if (spec !== cluster.spec) cluster.update(spec);
      cluster.sweep(nowMs);
    }
    for (const cluster of this.#retired) {
      cluster.sweep(nowMs);
      if (cluster.isUnused) this.#retired.delete(cluster);
    }
  }

  close(): void {
    for (const cluster of [...this.#clusters.values(), ...this.#retired]) cluster.close();
    this.#clusters.clear();
    this.#retired.clear();
  }
}
