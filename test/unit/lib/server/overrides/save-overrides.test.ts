import { describe, expect, it } from 'vitest';
import type { ConfigObject } from '@/lib/mesh/config/config-object';
import type { ServiceOperations } from '@/lib/mesh/metrics/service-operations';
import { getTolerances } from '@/lib/server/overrides/get-tolerances';
import type { OverrideDeps } from '@/lib/server/overrides/override-deps';
import { Overrides } from '@/lib/server/overrides/overrides';
import { saveOperations } from '@/lib/server/overrides/save-operations';
import { saveTolerances } from '@/lib/server/overrides/save-tolerances';
import { loadOverrides } from '@/lib/server/overrides/stored-overrides';
import type { AuditEntry } from '@/lib/server/store/contract/console-records';

/** Keeps what is written, so that it can be loaded again. */
function createDeps(resources: readonly ConfigObject[] = []) {
  const stored = new Map<string, unknown>();
  const audited: AuditEntry[] = [];
  const pushed: (readonly ServiceOperations[])[] = [];
  const deps: OverrideDeps = {
    overrides: new Overrides({ tolerances: [], operations: [] }),
    settings: {
      writeSetting: async (key, value) => {
        stored.set(key, structuredClone(value));
      },
    },
    audit: {
      appendAudit: async (entry) => {
        audited.push(entry);
      },
    },
    registry: {
      snapshot: () => ({ resources }) as ReturnType<OverrideDeps['registry']['snapshot']>,
      setOperations: (operations) => {
        pushed.push(operations);
      },
    },
    query: {} as never,
    now: () => 5,
  };
  const load = () => loadOverrides({ readSetting: async (key) => stored.get(key) });
  return { deps, load, audited, pushed };
}

const cart = { kind: 'service', namespace: 'shop', name: 'cart' } as const;
const strict = { code: '5XX', protocol: 'http', direction: '.*', degraded: 1, failure: 2 };

describe('saveTolerances()', () => {
  it('stores, audits and uses what was set, and an empty list takes it back', async () => {
    const { deps, load, audited } = createDeps();
    const answer = await saveTolerances(deps, 'ada', { ...cart, tolerances: [strict] });
    expect(answer).toMatchObject({ source: 'page', tolerances: [strict], byHand: [strict], annotated: null });
    expect(deps.overrides.tolerances).toEqual([{ ...cart, tolerances: [strict] }]);
    expect((await load()).tolerances).toEqual(deps.overrides.tolerances);
    expect(audited).toMatchObject([
      {
        actor: 'ada',
        action: 'tolerances.update',
        target: 'service shop/cart',
        details: { before: [], after: [strict] },
      },
    ]);

    expect(await saveTolerances(deps, 'ada', { ...cart, tolerances: [] })).toMatchObject({
      source: 'default',
    });
    expect((await load()).tolerances).toEqual([]);
  });

  it('refuses what makes no sense and changes nothing', async () => {
    const { deps, audited } = createDeps();
    const bad = { ...strict, degraded: 3 };
    await expect(saveTolerances(deps, 'ada', { ...cart, tolerances: [bad] })).rejects.toMatchObject({
      code: 'bad_request',
    });
    expect(deps.overrides.tolerances).toEqual([]);
    expect(audited).toEqual([]);
  });
});

describe('getTolerances()', () => {
  it('tells that an annotation goes before what was set by hand', async () => {
    const annotations = { 'health.kiali.io/rate': '5XX,20,40,http,inbound' };
    const object = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'cart', namespace: 'shop', annotations },
    };
    const { deps } = createDeps([object]);
    await saveTolerances(deps, 'ada', { ...cart, tolerances: [strict] });
    expect(getTolerances(deps, cart)).toEqual({
      source: 'annotation',
      tolerances: [{ code: '5XX', degraded: 20, failure: 40, protocol: 'http', direction: 'inbound' }],
      byHand: [strict],
      annotated: { kind: 'Service', namespace: 'shop', name: 'cart' },
    });
  });
});

describe('saveOperations()', () => {
  const orders = { namespace: 'shop', name: 'orders' };

  it('stores and audits templates and tells the agents', async () => {
    const { deps, load, audited, pushed } = createDeps();
    const templates = ['GET /orders/{number}', 'GET /orders/{number}', 'GET /orders/export'];
    const wanted = ['GET /orders/{number}', 'GET /orders/export'];
    expect(await saveOperations(deps, 'ada', { ...orders, templates })).toEqual({ templates: wanted });
    expect((await load()).operations).toEqual([{ ...orders, templates: wanted }]);
    expect(pushed).toEqual([[{ ...orders, templates: wanted }]]);
    expect(audited).toMatchObject([{ action: 'operations.update', target: 'shop/orders' }]);

    await saveOperations(deps, 'ada', { ...orders, templates: [] });
    expect(pushed.at(-1)).toEqual([]);
  });

  it('refuses a template that cannot be read, and says which', async () => {
    const { deps, pushed } = createDeps();
    await expect(saveOperations(deps, 'ada', { ...orders, templates: ['/orders'] })).rejects.toThrow(
      '"/orders"',
    );
    expect(pushed).toEqual([]);
  });
});
