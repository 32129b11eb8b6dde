import { describe, expect, it } from 'vitest';
import { describeSelection } from '@/components/graph/keyboard/describe-selection';
import { moveSelection } from '@/components/graph/keyboard/move-selection';
import { buildBoxes } from '@/components/graph/model/build-boxes';
import type { DrawnGraph } from '@/components/graph/model/drawn-graph';
import { openTo, toggleFold } from '@/components/graph/model/fold-url';
import { insideMatches } from '@/components/graph/model/inside-matches';
import { relatedTo } from '@/components/graph/model/related-to';
import { parseFind } from '@/lib/mesh/graph/find/parse-find';
import { makeMeshGraph } from '@/test/fixtures/mesh-graph';

const mesh = makeMeshGraph();
const graph: DrawnGraph = { ...mesh, ...buildBoxes(mesh.nodes, ['namespace', 'app']) };
const ORDERS = 'app:shop/orders@v1';
const PAYMENTS = 'app:shop/payments@v1';
const EDGE = `${ORDERS}->${PAYMENTS}#grpc`;

describe('buildBoxes()', () => {
  it('puts versions of an application into a box inside their namespace', () => {
    expect(graph.boxOf.get('app:bookinfo/reviews@v2')).toBe('box:bookinfo/reviews');
    expect(graph.boxes.find(({ id }) => id === 'box:bookinfo/reviews')?.parent).toBe('namespace:bookinfo');
    expect(graph.boxOf.get('app:bookinfo/details@v1')).toBe('namespace:bookinfo');
  });

  it('takes no operation for a version of its application', () => {
    const operations = mesh.nodes.map((node) => ({ ...node, kind: 'operation' as const }));
    expect(buildBoxes(operations, ['namespace', 'app']).boxes.map(({ kind }) => kind)).not.toContain('app');
  });

  it('tints a box by the worst health inside', () => {
    expect(graph.boxes.find(({ id }) => id === 'namespace:shop')?.health).toBe('Failure');
    expect(graph.boxes.find(({ id }) => id === 'namespace:data')?.health).toBe('Healthy');
  });

  it('leaves outsiders without a box', () => {
    expect(graph.boxOf.has('unknown')).toBe(false);
    expect(graph.boxOf.has('service:external/api.bank.example')).toBe(false);
  });
});

describe('toggleFold()', () => {
  it('opens what is folded and folds what is open, and leaves the others alone', () => {
    expect(toggleFold({ except: ['data'] }, 'shop')).toEqual({ except: ['data', 'shop'] });
    expect(toggleFold({ except: ['data', 'shop'] }, 'shop')).toEqual({ except: ['data'] });
  });
});

describe('openTo()', () => {
  it('selects an edge and opens the folded namespaces at its ends', () => {
    const id = 'app:shop/orders@v1->app:bank/ledger#http';
    expect(openTo({ except: [] }, id, ['shop', 'bank', 'data'])).toEqual({
      sel: id,
      except: ['shop', 'bank'],
    });
    expect(openTo({ except: ['shop'] }, id, ['bank'])).toEqual({ sel: id, except: ['shop', 'bank'] });
  });

  it('opens the namespace of a node once, and nothing that is open', () => {
    expect(openTo({ except: [] }, ORDERS, ['shop'])).toEqual({ sel: ORDERS, except: ['shop'] });
    expect(openTo({ except: [] }, ORDERS, [])).toEqual({ sel: ORDERS, except: [] });
  });
});

describe('insideMatches()', () => {
  it('lights the folded namespaces that hold a match, and counts every match', () => {
    const { expression } = parseFind('name = payments');
    if (expression === undefined) throw new Error('the expression is sound');
    const found = insideMatches(mesh, expression, ['shop', 'data']);
    expect([...found.boxes]).toEqual(['namespace:shop']);
    expect(found.count).toBe(1);
    expect(insideMatches(mesh, expression, ['data']).boxes.size).toBe(0);
  });
});

describe('relatedTo()', () => {
  it('lights a node, its edges, their other ends and the boxes around them', () => {
    const lit = relatedTo(graph, PAYMENTS);
    expect(lit?.has(EDGE)).toBe(true);
    expect(lit?.has(ORDERS)).toBe(true);
    expect(lit?.has('box:shop/orders')).toBe(true);
    expect(lit?.has('app:bookinfo/details@v1')).toBe(false);
  });

  it('lights all members of a box', () => {
    expect(relatedTo(graph, 'namespace:data')?.has('app:data/redis@7')).toBe(true);
  });

  it('fades nothing when what was selected is gone', () => {
    expect(relatedTo(graph, 'app:shop/gone@v1')).toBeUndefined();
  });
});

describe('moveSelection()', () => {
  const placeOf = (id: string) => {
    const at = mesh.nodes.findIndex((node) => node.id === id);
    return at < 0 ? undefined : { x: 0, y: at * 10 };
  };

  it('starts at the worst node', () => {
    const first = moveSelection(graph, placeOf, undefined, 'right');
    expect(mesh.nodes.find(({ id }) => id === first)?.health.status).toBe('Failure');
  });

  it('goes from a node along its worst edge to the other end, and back', () => {
    expect(moveSelection(graph, placeOf, ORDERS, 'right')).toBe(EDGE);
    expect(moveSelection(graph, placeOf, EDGE, 'right')).toBe(PAYMENTS);
    expect(moveSelection(graph, placeOf, EDGE, 'left')).toBe(ORDERS);
  });

  it('walks through the edges of one node and comes round', () => {
    const count = mesh.edges.filter(({ source }) => source === ORDERS).length;
    let at: string | undefined = EDGE;
    const seen = new Set<string>();
    for (let step = 0; step < count; step += 1) {
      at = moveSelection(graph, placeOf, at, 'down');
      seen.add(at ?? '');
    }
    expect(seen.size).toBe(count);
    expect(at).toBe(EDGE);
  });

  it('walks through the callers of the node it came from', () => {
    const callers = mesh.edges.filter(({ target }) => target === PAYMENTS).map(({ id }) => id);
    expect(callers.length).toBeGreaterThan(1);
    let at = moveSelection(graph, placeOf, PAYMENTS, 'left');
    const seen = new Set<string>();
    for (const _ of callers) {
      at = moveSelection(graph, placeOf, at, 'down', PAYMENTS);
      seen.add(at ?? '');
    }
    expect([...seen].sort()).toEqual(callers.toSorted());
  });

  it('stays where nothing lies in that direction', () => {
    const last = mesh.nodes.at(-1)?.id;
    expect(moveSelection(graph, placeOf, last, 'down')).toBe(last);
  });
});

describe('describeSelection()', () => {
  it('says a node and an edge in one sentence', () => {
    expect(describeSelection(graph, PAYMENTS)).toBe(
      'payments v1, app, namespace shop, Failing: 12.5 % of requests answered 5xx, 12 rps come in, 2 edges in, 1 edge out',
    );
    expect(describeSelection(graph, EDGE)).toBe(
      'orders v1 to payments v1, grpc, Failing, 11 rps, 12 % errors, p95 18 ms',
    );
  });
});
