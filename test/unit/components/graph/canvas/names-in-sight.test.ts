import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { CanvasTheme } from '@/components/graph/canvas/canvas-theme';
import { EMPTY_SCENE, type GraphScene } from '@/components/graph/canvas/graph-scene';
import { chooseBoxTitles } from '@/components/graph/canvas/paint-box';
import { withNames } from '@/components/graph/canvas/with-names';
import { nodeLook } from '@/components/graph/look/node-look';
import type { DrawnBox } from '@/components/graph/model/drawn-graph';
import { makeNode } from '@/test/fixtures/mesh-graph';

// Without a canvas a letter counts seven pixels.
beforeAll(() => {
  vi.stubGlobal('document', { createElement: () => ({ getContext: () => null }) });
  return () => vi.unstubAllGlobals();
});

const fonts = { title: 't', subtitle: 's', chip: 'c', plate: 'p', box: 'b', glyph: 'g' };
const theme = { fonts } as CanvasTheme;

describe('chooseBoxTitles()', () => {
  const box = (title: string, health: DrawnBox['health']): DrawnBox => ({
    id: `namespace:${title}`,
    kind: 'namespace',
    title,
    health,
  });
  const scene: GraphScene = {
    ...EMPTY_SCENE,
    boxes: [box('back-office', 'Healthy'), box('ingress', 'Degraded')],
    areas: new Map([
      ['namespace:back-office', { left: 0, right: 60, top: 0, bottom: 60 }],
      ['namespace:ingress', { left: 80, right: 140, top: 0, bottom: 60 }],
    ]),
  };

  it('writes no name over another one, and that of trouble rather than the other', () => {
    expect([...chooseBoxTitles(scene, theme, 0.4).keys()]).toEqual(['namespace:ingress']);
  });

  it('writes all names where there is room', () => {
    const apart = new Map(scene.areas).set('namespace:ingress', {
      left: 400,
      right: 460,
      top: 0,
      bottom: 60,
    });
    expect(chooseBoxTitles({ ...scene, areas: apart }, theme, 0.4).size).toBe(2);
  });
});

describe('withNames()', () => {
  it('widens a drawing for the names at its sides, the farther the more', () => {
    const node = makeNode('service:ext/api.bank.example.com');
    const scene: GraphScene = {
      ...EMPTY_SCENE,
      nodes: new Map([
        [
          node.id,
          {
            id: node.id,
            look: nodeLook(node, true),
            layout: { id: node.id, left: 1, right: 1, top: 1, bottom: 1 },
            badges: [],
          },
        ],
      ]),
      positions: new Map([[node.id, { x: 100, y: 0 }]]),
    };
    const drawn = { x1: 0, y1: 0, w: 110, h: 50 };
    const near = withNames(drawn, scene, theme, 1);
    const far = withNames(drawn, scene, theme, 0.3);
    expect(near).toMatchObject({ x1: 0, y1: 0, h: 50 });
    expect(near.w).toBeGreaterThan(110);
    expect(far.x1 + far.w).toBeGreaterThan(near.x1 + near.w);
  });
});
