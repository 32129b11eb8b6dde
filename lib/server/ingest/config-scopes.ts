import type { ConfigObject } from '../../mesh/config/config-object';
import type { ConfigResource } from '../../mesh/config/resource';
import { resourceOf } from '../../mesh/config/resource-of';
import type { RegistrySnapshot } from '../../mesh/registry/service';
import { type AgentScopes, createAgentScopes } from '../../mesh/routing/scope/agent-scopes';
import type { ScopeViewer } from '../../mesh/routing/scope/scope-viewer';
import { keyOfWorkload } from '../../mesh/routing/scope/served-services';
import type { Hello } from '../../protocol/ingest/agent-message';
import type { LayeredSnapshot } from '../registry/diff-snapshots';
import { INGEST_SERVER_LIMITS } from './ingest-limits';

/** Kinds of agents remembered for comparing: as many as may be connected, if no two are alike. */
const REMEMBERED = INGEST_SERVER_LIMITS.connections;

interface Prepared {
  scopes: AgentScopes;
  byViewer: Map<string, LayeredSnapshot>;
}

/** The part of each snapshot that is for one agent; worked out once for all agents that look alike. */
export class ConfigScopes {
  private readonly prepared = new WeakMap<RegistrySnapshot, Prepared>();
  private readonly resources = new WeakMap<ConfigObject, ConfigResource>();
  private readonly objects = new WeakMap<ConfigResource, ConfigObject>();
  private readonly lists = new WeakMap<readonly ConfigResource[], readonly ConfigObject[]>();
  /** A list that says the same as before stays the very same: then there is nothing to compare. */
  private readonly last = new Map<string, LayeredSnapshot>();

  /** What of `snapshot` an agent is sent. */
  of(snapshot: RegistrySnapshot, hello: Pick<Hello, 'role' | 'identity'>): LayeredSnapshot {
    const viewer = viewerOf(hello);
    const key = keyOfViewer(viewer);
    const prepared = this.prepare(snapshot);
    let scoped = prepared.byViewer.get(key);
    if (scoped === undefined) {
      scoped = this.scope(snapshot, prepared.scopes, viewer, key);
      prepared.byViewer.set(key, scoped);
    }
    return scoped;
  }

  private scope(
    snapshot: RegistrySnapshot,
    scopes: AgentScopes,
    viewer: ScopeViewer,
    key: string,
  ): LayeredSnapshot {
    const { services, shared, own } = scopes.of(viewer);
    const { resources: _, ...rest } = snapshot;
    const before = this.last.get(key);
    const scoped = {
      ...rest,
      services: keep(before?.services, services),
      shared: keep(before?.shared, this.objectsOf(shared)),
      own: keep(before?.own, this.objectsOf(own)),
    };
    if (this.last.size >= REMEMBERED) this.last.clear();
    this.last.set(key, scoped);
    return scoped;
  }

  private prepare(snapshot: RegistrySnapshot): Prepared {
    let prepared = this.prepared.get(snapshot);
    if (prepared === undefined) {
      const resources = snapshot.resources.map((object, index) => this.resourceOf(object, index));
      const scopes = createAgentScopes(snapshot.services, resources, snapshot.settings);
      prepared = { scopes, byViewer: new Map() };
      this.prepared.set(snapshot, prepared);
    }
    return prepared;
  }

  private resourceOf(object: ConfigObject, index: number): ConfigResource {
    let resource = this.resources.get(object);
    if (resource === undefined) {
      resource = resourceOf(object, index);
      this.resources.set(object, resource);
      this.objects.set(resource, object);
    }
    return resource;
  }

  private objectsOf(resources: readonly ConfigResource[]): readonly ConfigObject[] {
    let objects = this.lists.get(resources);
    if (objects === undefined) {
      objects = resources.flatMap((resource) => this.objects.get(resource) ?? []);
      this.lists.set(resources, objects);
    }
    return objects;
  }
}

function viewerOf({ role, identity }: Pick<Hello, 'role' | 'identity'>): ScopeViewer {
  return { kind: role, namespace: identity.namespace, labels: identity.labels };
}

function keyOfViewer({ kind, namespace, labels }: ScopeViewer): string {
  return `${kind} ${keyOfWorkload({ namespace, labels })}`;
}

function keep<T>(before: readonly T[] | undefined, now: readonly T[]): readonly T[] {
  const isSame = before?.length === now.length && before.every((item, index) => item === now[index]);
  return isSame ? before : now;
}
