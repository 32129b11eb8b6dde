import type { Page } from '@playwright/test';
import type { GraphBadge } from '@/lib/mesh/graph/graph-badge';
import { getGraph } from '@/lib/protocol/api/graph';
import { compareGraph } from '@/lib/protocol/api/graph-compare';
import { getGraphSigns } from '@/lib/protocol/api/graph-signs';
import { makeMeshGraph } from '@/test/fixtures/mesh-graph';

const FROM = Date.parse('2026-03-10T09:00:00Z');
const TO = FROM + 300_000;

/** The address of the fixture's window; what follows is the state of the page. */
export const FIXTURE_PATH = '/graph?range=2026-03-10T09:00:00Z~2026-03-10T09:05:00Z&time=0';

const BADGES: Readonly<Record<string, readonly GraphBadge[]>> = {
  'app:bookinfo/reviews@v2': ['virtualService', 'trafficShifting'],
  'app:shop/orders@v2': ['virtualService', 'requestTimeout', 'faultInjection', 'mirroring', 'circuitBreaker'],
  'app:shop/payments@v1': ['circuitBreaker'],
};

/** Answers the page's questions for a graph with one that never changes: the same picture on every machine, on every day. */
export async function serveFixtureGraph(page: Page): Promise<void> {
  const { type, nodes, edges } = makeMeshGraph();
  const graph = getGraph.response.parse({
    from: FROM,
    to: TO,
    type,
    nodes: nodes.map((node) => (BADGES[node.id] === undefined ? node : { ...node, badges: BADGES[node.id] })),
    edges: edges.map((edge, index) => ({ ...edge, mtlsPercent: index % 3 === 0 ? 100 : edge.mtlsPercent })),
    folded: [],
    omittedEdges: 0,
  });
  const signs = getGraphSigns.response.parse({
    findings: [{ of: 'workload:shop/cart-v1', error: 2, warning: 0 }],
    knowsFindings: true,
    pastRevision: null,
    rollouts: [
      {
        id: 'r1',
        service: { namespace: 'shop', name: 'orders' },
        stable: 'v1',
        canary: 'v2',
        canaryPercent: 10,
      },
    ],
  });
  const change = { protocol: 'http', isSure: true } as const;
  const [cart, orders, frontend] = ['app:shop/cart@v1', 'app:shop/orders@v2', 'app:shop/frontend@v2'];
  const comparison = compareGraph.response.parse({
    before: { from: FROM - 300_000, to: FROM },
    after: { from: FROM, to: TO },
    recordedFrom: null,
    changes: [
      {
        ...change,
        edge: `${frontend}->${orders}#http`,
        source: frontend,
        target: orders,
        kind: 'errors',
        before: 1,
        after: 16,
        weight: 9,
      },
      {
        ...change,
        edge: `${frontend}->${cart}#http`,
        source: frontend,
        target: cart,
        kind: 'new',
        before: 0,
        after: 18,
        weight: 5,
      },
    ],
  });
  await page.route(/\/api\/graph\/compare\?/, (route) => route.fulfill({ json: comparison }));
  await page.route(/\/api\/graph\?/, (route) => route.fulfill({ json: graph }));
  await page.route(/\/api\/graph\/signs\?/, (route) => route.fulfill({ json: signs }));
}
