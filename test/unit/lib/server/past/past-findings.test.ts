import { describe, expect, it } from 'vitest';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { createRuleJudge } from '@/lib/server/config-store/judge/judge-by-rules';
import { Acknowledgements } from '@/lib/server/config-store/state/acknowledgements';
import { PastFindings } from '@/lib/server/past/past-findings';
import type { PastMesh } from '@/lib/server/past/past-mesh';

const { resources } = parseResources(
  `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: reviews, namespace: shop }
spec: { hosts: [reviews], http: [{ route: [{ destination: { host: reviews } }] }] }
`,
  'a.yaml',
);
const service = (name: string) => ({
  host: `${name}.shop.svc.cluster.local`,
  name,
  namespace: 'shop',
  port: 8080,
  protocol: 'http' as const,
  endpoints: [],
  location: 'MESH_INTERNAL' as const,
});
const meshOf = (...names: string[]): PastMesh => ({ agents: [], services: names.map(service) });

function createFindings() {
  let judged = 0;
  const rules = createRuleJudge();
  const acknowledgements = new Acknowledgements();
  const findings = new PastFindings(
    (config, view) => {
      judged += 1;
      return rules(config, view);
    },
    () => DEFAULT_MESH_SETTINGS,
    acknowledgements,
  );
  const missing = async (mesh: PastMesh, atMs = 1_000) =>
    (await findings.of({ resources }, mesh, atMs)).filter(({ codes }) => codes.includes('IST0101'));
  return { missing, acknowledgements, judged: () => judged };
}

describe('PastFindings', () => {
  it('judges by the services that were there then', async () => {
    const there = createFindings();
    expect(await there.missing(meshOf('reviews'))).toEqual([]);
    const gone = createFindings();
    expect(await gone.missing(meshOf('ratings'))).not.toEqual([]);
  });

  it('judges the same moment once', async () => {
    const { missing, judged } = createFindings();
    const mesh = meshOf('ratings');
    await missing(mesh, 1_000);
    await missing(mesh, 2_000);
    expect(judged()).toBe(1);
  });

  it('lets stand what was let stand by then, and nothing of what was later', async () => {
    const { missing, acknowledgements } = createFindings();
    const mesh = meshOf('ratings');
    const [finding] = await missing(mesh);
    acknowledgements.set({
      ...{ key: finding?.key ?? '', reason: 'known', author: 'ann', message: '' },
      ...{ atMs: 5_000, expiresAtMs: undefined },
    });
    const isAcknowledged = async (atMs: number) => (await missing(mesh, atMs))[0]?.acknowledged !== undefined;
    expect(await isAcknowledged(4_999)).toBe(false);
    expect(await isAcknowledged(5_000)).toBe(true);
  });
});
