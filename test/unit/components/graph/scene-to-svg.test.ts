import { describe, expect, it } from 'vitest';
import type { CanvasTheme } from '@/components/graph/canvas/canvas-theme';
import type { GraphScene } from '@/components/graph/canvas/graph-scene';
import { sceneToSvg } from '@/components/graph/export/scene-to-svg';
import { edgeLook } from '@/components/graph/look/edge-look';
import { nodeLook } from '@/components/graph/look/node-look';
import { makeEdge, makeNode } from '@/test/fixtures/mesh-graph';

const tones = { ok: '#0a0', degraded: '#aa0', failing: '#a00', info: '#00a', idle: '#888' };
const fonts = { title: '', subtitle: '', chip: '', plate: '', box: '', glyph: '' };
const THEME: CanvasTheme = {
  bg: '#000',
  surface: '#111',
  raised: '#222',
  border: '#333',
  borderStrong: '#444',
  text: '#fff',
  muted: '#aaa',
  faint: '#777',
  accent: '#88f',
  tones,
  softTones: tones,
  fonts,
};

const A = makeNode('app:shop/cart@v1');
const B = makeNode('service:shop/<bank>', { isExternal: true });
const EDGE = makeEdge(A.id, B.id, 12, { errors: 14 });
const layout = (id: string) => ({ id, left: 40, right: 40, top: 26, bottom: 60 });
const SCENE: GraphScene = {
  nodes: new Map(
    [A, B].map((node) => [
      node.id,
      { id: node.id, look: nodeLook(node, true), layout: layout(node.id), badges: ['rollout'] as const },
    ]),
  ),
  edges: new Map([
    [
      EDGE.id,
      {
        id: EDGE.id,
        source: A.id,
        target: B.id,
        look: edgeLook(EDGE, ['rate']),
        hint: [],
        flow: { weight: 1, latencyMs: 1, errorShare: 0 },
      },
    ],
  ]),
  boxes: [{ id: 'namespace:shop', kind: 'namespace', title: 'shop', health: 'Failure' }],
  positions: new Map([
    [A.id, { x: 0, y: 0 }],
    [B.id, { x: 300, y: 0 }],
  ]),
  curves: new Map([[EDGE.id, { from: { x: 0, y: 0 }, to: { x: 300, y: 0 }, controls: [{ x: 150, y: 30 }] }]]),
  plates: new Map([[EDGE.id, { x: 150, y: 15 }]]),
  areas: new Map([['namespace:shop', { left: -60, right: 360, top: -60, bottom: 90 }]]),
};

describe('sceneToSvg()', () => {
  const svg = sceneToSvg(SCENE, THEME);

  it('writes every node, edge, plate and box, with words that stay words', () => {
    for (const words of ['cart v1', '&lt;bank&gt;', 'shop', '12 rps  14 % err'])
      expect(svg).toContain(`>${words}</text>`);
    expect(svg).toContain('<path d="M');
    expect(svg).not.toContain('NaN');
    expect(svg).not.toContain('undefined');
  });

  it('reaches around everything', () => {
    expect(svg).toContain('viewBox="-84 -84 468 198"');
  });

  it('is an empty picture of nothing', () => {
    const nothing = { nodes: new Map(), edges: new Map(), positions: new Map(), curves: new Map() };
    const empty = sceneToSvg({ ...nothing, boxes: [], plates: new Map(), areas: new Map() }, THEME);
    expect(empty).toMatch(/^<svg [^>]*viewBox="0 0 48 48"/);
  });
});
