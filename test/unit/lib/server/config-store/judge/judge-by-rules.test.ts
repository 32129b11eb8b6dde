import { describe, expect, it } from 'vitest';
import type { ExtensionProvider } from '@/lib/mesh/config/kinds/mesh-config';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { describeWorkload } from '@/lib/mesh/identity/describe-workload';
import { createRuleJudge } from '@/lib/server/config-store/judge/judge-by-rules';

const CUSTOM = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: ask, namespace: shop }
spec: { action: CUSTOM, provider: { name: opa }, rules: [{}] }
`;

describe('createRuleJudge()', () => {
  it("judges by the mesh's extension providers, and again when they change", async () => {
    const judge = createRuleJudge();
    const { resources } = parseResources(CUSTOM, 'a.yaml');
    const find = async (extensionProviders: readonly ExtensionProvider[]) => {
      const settings = { ...DEFAULT_MESH_SETTINGS, extensionProviders };
      const view = { services: [], agents: [], settings, now: 0 };
      const findings = await judge({ resources, drafts: new Set() }, view);
      return findings.filter(({ rule }) => rule === 'security/provider-not-found').map(({ path }) => path);
    };
    expect(await find([])).toEqual(['spec.provider.name']);
    expect(await find([{ name: 'opa', envoyExtAuthzGrpc: { service: 'opa.shop', port: 9191 } }])).toEqual([]);
    expect(await find([{ name: 'opa', prometheus: {} }])).toEqual(['spec.provider.name']);
  });

  it('knows the service account of everything that has an agent, the default one too', async () => {
    const judge = createRuleJudge();
    const identity = describeWorkload({ name: 'cart', namespace: 'shop' });
    const policy = (account: string) => `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: a, namespace: shop }
spec: { rules: [{ from: [{ source: { principals: [cluster.local/ns/shop/sa/${account}] } }] }] }
`;
    const find = async (account: string) => {
      const { resources } = parseResources(policy(account), 'a.yaml');
      const view = { services: [], agents: [identity], settings: DEFAULT_MESH_SETTINGS, now: 0 };
      const findings = await judge({ resources, drafts: new Set() }, view);
      return findings.filter(({ rule }) => rule === 'security/principal-unknown').length;
    };
    expect([await find('default'), await find('nobody')]).toEqual([0, 1]);
  });
});
