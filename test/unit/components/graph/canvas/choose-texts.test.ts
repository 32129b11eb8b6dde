import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { CanvasTheme } from '@/components/graph/canvas/canvas-theme';
import { chooseTexts, growOf } from '@/components/graph/canvas/choose-texts';
import { EMPTY_SCENE, type GraphScene, PLAIN_STATE } from '@/components/graph/canvas/graph-scene';
import { edgeLook } from '@/components/graph/look/edge-look';
import { nodeLook } from '@/components/graph/look/node-look';
import { makeEdge, makeNode } from '@/test/fixtures/mesh-graph';

// Without a canvas a letter counts seven pixels.
beforeAll(() => {
  vi.stubGlobal('document', { createElement: () => ({ getContext: () => null }) });
  return () => vi.unstubAllGlobals();
});

const fonts = { title: 't', subtitle: 's', chip: 'c', plate: 'p', box: 'b', glyph: 'g' };
const theme = { fonts } as CanvasTheme;
const state = PLAIN_STATE;

/** Nodes side by side, `gap` apart, and an edge between each two neighbours with its plate in the middle. */
function sceneOf(names: readonly string[], gap: number, failing?: string): GraphScene {
  const nodes = names.map((name) => makeNode(`app:shop/${name}`, name === failing ? { errors: 20 } : {}));
  const edges = nodes.slice(1).map((node, index) => makeEdge(nodes[index]?.id ?? '', node.id, 5));
  const extents = { left: 1, right: 1, top: 1, bottom: 1 };
  return {
    ...EMPTY_SCENE,
    nodes: new Map(
      nodes.map((node) => [
        node.id,
        { id: node.id, look: nodeLook(node, true), layout: { id: node.id, ...extents }, badges: [] },
      ]),
    ),
    edges: new Map(
      edges.map((edge) => [
        edge.id,
        {
          id: edge.id,
          source: edge.source,
          target: edge.target,
          look: edgeLook(edge, ['rate']),
          hint: [],
          flow: { weight: 1, latencyMs: 1, errorShare: 0 },
        },
      ]),
    ),
    positions: new Map(nodes.map((node, index) => [node.id, { x: index * gap, y: 0 }])),
    plates: new Map(edges.map((edge, index) => [edge.id, { x: (index + 0.5) * gap, y: 0 }])),
  };
}

describe('growOf()', () => {
  it('keeps text at ten pixels of the screen as long as it can', () => {
    expect(growOf(1)).toBe(1);
    expect(12 * 0.5 * growOf(0.5)).toBeCloseTo(10, 5);
    expect(growOf(0.01)).toBe(growOf(0.02));
  });
});

describe('chooseTexts()', () => {
  const names = ['orders', 'payments', 'inventory'];

  it('writes everything where there is room', () => {
    const texts = chooseTexts(sceneOf(names, 500), state, theme, 0.5);
    expect([texts.names.size, texts.plates.size]).toEqual([3, 2]);
  });

  it('leaves out names that would cover others, never those of trouble or of what is selected', () => {
    const scene = sceneOf(names, 60, 'inventory');
    const [first] = [...scene.nodes.keys()];
    const ids = chooseTexts(scene, state, theme, 0.4).names;
    expect(ids.size).toBeLessThan(3);
    expect([...ids].some((id) => id.includes('inventory'))).toBe(true);
    const chosen = chooseTexts(scene, { ...state, selected: first }, theme, 0.4).names;
    expect(chosen.has(first ?? '')).toBe(true);
  });

  it('reckons with the trouble below a box, which is wider than its name', () => {
    const boxes = (gap: number): GraphScene => {
      const scene = sceneOf(['a', 'b'], gap);
      const nodes = [...scene.nodes].map(([id, node]) => {
        const look = { ...node.look, count: '30', subtitle: '13 degraded' };
        return [id, { ...node, look }] as const;
      });
      return { ...scene, nodes: new Map(nodes) };
    };
    expect(chooseTexts(boxes(100), state, theme, 1).names.size).toBe(2);
    expect(chooseTexts(boxes(70), state, theme, 1).names.size).toBe(1);
  });

  it('shows badges beside a name where another name leaves room for them', () => {
    const withBadges = (gap: number): GraphScene => {
      const scene = sceneOf(names, gap);
      const nodes = [...scene.nodes].map(
        ([id, node]) => [id, { ...node, badges: ['routing', 'mirroring'] as const }] as const,
      );
      return { ...scene, nodes: new Map(nodes) };
    };
    expect(chooseTexts(withBadges(500), state, theme, 0.5).badges.size).toBe(3);
    const near = chooseTexts(withBadges(130), state, theme, 0.5);
    expect(near.names.size).toBe(3);
    expect(near.badges.size).toBeLessThan(3);
    expect(chooseTexts(sceneOf(names, 500), state, theme, 0.5).badges.size).toBe(0);
  });

  it('drops plates that do not fit between their nodes, and not all of them', () => {
    const near = sceneOf(names, 60);
    expect(chooseTexts(near, state, theme, 0.4).plates.size).toBe(0);
    expect(chooseTexts(near, state, theme, 1).plates.size).toBe(2);
    const far = sceneOf(names, 500);
    const [at] = far.plates.values();
    const title = { left: 0, right: 500, top: -30, bottom: (at?.y ?? 0) + 8 };
    expect(chooseTexts(far, state, theme, 0.5).plates.size).toBe(2);
    expect(chooseTexts(far, state, theme, 0.5, [title]).plates.size).toBe(1);
    const beside = [...chooseTexts(far, state, theme, 1, [title]).plates.values()];
    expect(beside).toHaveLength(2);
    for (const { x, y } of beside)
      expect(x > title.left && x < title.right && y > title.top && y < title.bottom).toBe(false);
  });

  describe('beside the border of a box', () => {
    const boxed = (right: number): GraphScene => {
      const scene = sceneOf(names, 500);
      const nodes = [...scene.nodes].map(
        ([id, node]) => [id, { ...node, layout: { ...node.layout, group: 'box' } }] as const,
      );
      return {
        ...scene,
        nodes: new Map(nodes),
        areas: new Map([['box', { left: -400, right, top: -50, bottom: 90 }]]),
      };
    };
    const shiftOf = (right: number) => {
      const { shifts } = chooseTexts(boxed(right), state, theme, 0.4);
      return [...shifts].find(([id]) => id.includes('inventory'))?.[1] ?? 0;
    };

    it('a name gives way until it is inside, and stays below its node', () => {
      expect(shiftOf(1_400)).toBe(0);
      const [near, nearer] = [shiftOf(1_060), shiftOf(1_050)];
      expect(near).toBeLessThan(0);
      expect(nearer).toBeCloseTo(near - 10, 5);
      expect(shiftOf(900)).toBe(shiftOf(850));
    });

    it('as many badges are written as the box has room for, the most urgent alone where there is less', () => {
      const badged = (right: number): GraphScene => {
        const scene = boxed(right);
        const kinds = ['findingError', 'trafficShifting', 'mirroring', 'routing'] as const;
        return {
          ...scene,
          nodes: new Map([...scene.nodes].map(([id, node]) => [id, { ...node, badges: kinds }])),
        };
      };
      const roomIn = (right: number) => {
        const { badges } = chooseTexts(badged(right), state, theme, 0.4);
        return [...badges].find(([id]) => id.includes('orders'))?.[1];
      };
      expect(roomIn(1_400)).toBe(4);
      expect(roomIn(-200)).toBeLessThan(4);
      expect(roomIn(-300)).toBe(1);
    });

    it('a name wider than its box reaches out as far at both sides', () => {
      const around = (left: number, right: number) => ({
        ...boxed(0),
        areas: new Map([['box', { left, right, top: -50, bottom: 90 }]]),
      });
      const shiftIn = (left: number, right: number) =>
        [...chooseTexts(around(left, right), state, theme, 0.4).shifts].find(([id]) =>
          id.includes('inventory'),
        )?.[1] ?? 0;
      expect(shiftIn(990, 1_010)).toBeCloseTo(0, 5);
      expect(shiftIn(970, 1_010)).toBeCloseTo(-10, 5);
    });
  });
});
