import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConfigObject } from '@/lib/mesh/config/config-object';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import { ConfigFeed } from '@/lib/server/ingest/config-feed';
import { ConfigMessages } from '@/lib/server/ingest/config-messages';
import { ConfigPushes } from '@/lib/server/ingest/config-pushes';
import { ConfigScopes } from '@/lib/server/ingest/config-scopes';
import { LiveRegistry } from '@/lib/server/registry/live-registry';
import { helloOf } from '@/test/support/registry/agent-samples';

const rule = (name: string): ConfigObject => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name, namespace: 'shop', creationTimestamp: '2026-01-01T00:00:00Z' },
  spec: { hosts: [name] },
});

let registry: LiveRegistry;
let sent: { type: string; revision: number; baseRevision?: number }[];
let isOpen: boolean;
let feed: ConfigFeed;
const types = () => sent.map(({ type }) => type);

beforeEach(() => {
  registry = new LiveRegistry({
    now: () => 1,
    firstRevision: 1,
    external: [],
    resources: [],
    settings: DEFAULT_MESH_SETTINGS,
    telemetry: { randomSamplingPercentage: 1, accessLogging: true },
  });
  sent = [];
  isOpen = true;
  const entry = registry.join(helloOf('orders'), { remoteAddress: '', replace: vi.fn() });
  const pushes = new ConfigPushes(registry);
  const deps = { registry, pushes, scopes: new ConfigScopes(), messages: new ConfigMessages() };
  feed = new ConfigFeed(deps, entry, (text) => {
    if (isOpen) sent.push(JSON.parse(text) as (typeof sent)[number]);
    return isOpen;
  });
});
afterEach(() => {
  feed.stop();
  registry.stop();
});

describe('ConfigFeed', () => {
  it('sends the whole once, then what changed', () => {
    registry.setResources([rule('a')]);
    registry.setResources([rule('a'), rule('b')]);
    expect(types()).toEqual(['config', 'config-delta', 'config-delta']);
    expect(sent[2]?.baseRevision).toBe(sent[1]?.revision);
  });

  it('catches up from what the agent has after its socket was full', () => {
    isOpen = false;
    registry.setResources([rule('a')]);
    registry.setResources([rule('a'), rule('b')]);
    isOpen = true;
    feed.catchUp();
    expect(types()).toEqual(['config', 'config-delta']);
    expect(sent[1]).toMatchObject({
      baseRevision: sent[0]?.revision,
      resourceUpserts: [rule('a'), rule('b')],
    });
  });

  it('sends the whole again to an agent that could not apply a delta', () => {
    const revision = registry.setResources([rule('a')]);
    feed.noteRefusal(revision);
    expect(types()).toEqual(['config', 'config-delta', 'config']);
  });

  it('does not repeat a whole that was refused, nor answer a refusal of something older', () => {
    feed.noteRefusal(sent[0]?.revision ?? 0);
    registry.setResources([rule('a')]);
    feed.noteRefusal(sent[0]?.revision ?? 0);
    expect(types()).toEqual(['config', 'config-delta']);
  });

  it('sends nothing after it was stopped', () => {
    feed.stop();
    registry.setResources([rule('a')]);
    expect(types()).toEqual(['config']);
  });
});
