import { describe, expect, it } from 'vitest';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { acknowledgeFindings, nameFindings } from '@/lib/mesh/rules/acknowledgement/acknowledge-findings';
import { keyOfFinding } from '@/lib/mesh/rules/acknowledgement/finding-key';
import { defaultMeshFacts } from '@/lib/mesh/rules/mesh-facts';
import { validateResources } from '@/lib/mesh/rules/validate-resources';

const ROUTE = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart, namespace: shop}
spec:
  hosts: [cart]
  http:
    - route: [{destination: {host: crt}}]
`;
const SERVICE = `---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {ports: [{name: http, port: 80}]}
`;

function judge(yaml: string) {
  const { resources } = parseResources(yaml, 'a.yaml');
  return nameFindings(validateResources(resources, defaultMeshFacts(0)), resources);
}
const keyOf = (yaml: string) =>
  judge(yaml).find(({ rule }) => rule === 'virtual-service/host-not-found')?.key;

describe('keyOfFinding()', () => {
  it('stays the same over edits elsewhere, also over new entries before it in a list', () => {
    const before = keyOf(ROUTE + SERVICE);
    expect(before).toBeDefined();
    expect(
      keyOf(
        `# new\n${ROUTE.replace('  http:', '  http:\n    - {match: [{uri: {prefix: /a}}], route: [{destination: {host: cart}}]}')}${SERVICE}`,
      ),
    ).toBe(before);
    expect(keyOf(ROUTE.replace('v1\n', 'v1beta1\n') + SERVICE)).toBe(before);
  });

  it('is another when what was judged, the object or the related objects change', () => {
    const keys = [
      ROUTE + SERVICE,
      ROUTE.replace('crt', 'cartt') + SERVICE,
      ROUTE.replace('name: cart,', 'name: cart2,') + SERVICE,
    ].map(keyOf);
    expect(new Set(keys).size).toBe(3);
    const [finding] = judge(ROUTE + SERVICE);
    if (finding === undefined) throw new Error('no finding');
    const other = { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'x' };
    expect(keyOfFinding({ ...finding, related: [other] }, undefined)).not.toBe(
      keyOfFinding(finding, undefined),
    );
  });

  it('goes by the message where a finding names no field', () => {
    const [finding] = judge(ROUTE + SERVICE);
    if (finding === undefined) throw new Error('no finding');
    const whole = { ...finding, path: '' };
    expect(keyOfFinding({ ...whole, message: 'b' }, undefined)).not.toBe(
      keyOfFinding({ ...whole, message: 'a' }, undefined),
    );
  });
});

describe('acknowledgeFindings()', () => {
  const findings = judge(ROUTE + SERVICE);
  const key = keyOf(ROUTE + SERVICE) ?? '';
  const given = (expiresAtMs?: number) =>
    new Map([[key, { key, reason: 'moves next week', author: 'ann', atMs: 1, expiresAtMs }]]);
  const marked = (expiresAtMs: number | undefined, now: number) =>
    acknowledgeFindings(findings, given(expiresAtMs), now).filter(({ acknowledged }) => acknowledged);

  it('marks the finding of that name and no other, for ever without an expiry', () => {
    expect(marked(undefined, 9e15).map((finding) => finding.key)).toEqual([key]);
  });

  it('brings it back at the moment it expires', () => {
    expect(marked(1_000, 999)).toHaveLength(1);
    expect(marked(1_000, 1_000)).toHaveLength(0);
  });
});
