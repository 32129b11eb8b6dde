import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { CanvasTheme } from '@/components/graph/canvas/canvas-theme';
import { EMPTY_SCENE, type GraphScene, PLAIN_STATE } from '@/components/graph/canvas/graph-scene';
import { sceneToSvg } from '@/components/graph/export/scene-to-svg';
import { edgeLook } from '@/components/graph/look/edge-look';
import { nodeLook } from '@/components/graph/look/node-look';
import { makeEdge, makeNode } from '@/test/fixtures/mesh-graph';

const tones = { ok: '#00aa00', degraded: '#aaaa00', failing: '#aa0000', info: '#0000aa', idle: '#888888' };
const font = '400 11px Geist';
const fonts = { title: font, subtitle: font, chip: '400 10px Mono', plate: font, box: font, glyph: font };
const THEME: CanvasTheme = {
  bg: '#000000',
  surface: '#111111',
  raised: '#222222',
  border: '#333333',
  borderStrong: '#444444',
  text: '#ffffff',
  muted: '#aaaaaa',
  faint: '#777777',
  accent: '#8888ff',
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

const frame = {
  scene: SCENE,
  state: PLAIN_STATE,
  theme: THEME,
  zoom: 1,
  extent: undefined,
  showsBadges: true,
  isReduced: false,
};

// Without a canvas a letter counts seven pixels.
beforeAll(() => {
  vi.stubGlobal('document', { createElement: () => ({ getContext: () => null }) });
  vi.stubGlobal('Path2D', class {});
  return () => vi.unstubAllGlobals();
});

describe('sceneToSvg()', () => {
  it('writes every node, edge, plate and box, with words that stay words', () => {
    const svg = sceneToSvg(frame);
    for (const words of ['cart', 'v1', '&lt;bank&gt;', 'shop', '12 rps', '14 % err'])
      expect(svg).toContain(`>${words}</text>`);
    expect(svg).toContain('<path d="M');
    expect(svg).not.toContain('NaN');
    expect(svg).not.toContain('undefined');
  });

  it('marks what the screen marks: signs of badges, and health by more than colour', () => {
    const failing = makeNode('app:shop/sick@v1', { errors: 40 });
    const at = { id: failing.id, look: nodeLook(failing, true), layout: layout(failing.id), badges: [] };
    const scene = { ...SCENE, nodes: new Map([...SCENE.nodes, [failing.id, at]]) };
    const positions = new Map([...SCENE.positions, [failing.id, { x: 0, y: 200 }]]);
    const svg = sceneToSvg({ ...frame, scene: { ...scene, positions } });
    expect(svg).toContain('d="M-4 196L4 204');
    expect(svg).toContain('M-3 3 3-3M-.6-3H3v3.6');
  });

  it('fades what is faded on the screen', () => {
    const svg = sceneToSvg({ ...frame, state: { ...PLAIN_STATE, lit: new Set([A.id]) } });
    expect(svg).toContain('opacity="0.2"');
    expect(sceneToSvg(frame)).not.toContain('opacity="0.2"');
  });

  it('lets lines begin at the outline of a node', () => {
    const half = (SCENE.nodes.get(A.id)?.look.size ?? 0) / 2;
    const start = / d="M([\d.]+) [\d.]+L/.exec(sceneToSvg(frame))?.[1];
    expect(Math.abs(Number(start) - half)).toBeLessThan(1);
  });

  it('reaches around everything', () => {
    expect(sceneToSvg(frame)).toContain('viewBox="-84 -84 468 198"');
  });

  it('is an empty picture of nothing', () => {
    expect(sceneToSvg({ ...frame, scene: EMPTY_SCENE })).toMatch(/^<svg [^>]*viewBox="0 0 48 48"/);
  });
});
