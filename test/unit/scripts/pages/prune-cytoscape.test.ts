import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import pruneCytoscape from '../../../../scripts/pages/prune-cytoscape.mjs';

let folder = '';
let source = '';
let pruned = '';
let cytoscape: typeof import('cytoscape');

beforeAll(async () => {
  const path = createRequire(import.meta.url)
    .resolve('cytoscape')
    .replace('.cjs.js', '.esm.mjs');
  source = await readFile(path, 'utf8');
  pruned = pruneCytoscape(source);
  folder = await mkdtemp(join(tmpdir(), 'meshscope-cytoscape-'));
  const file = join(folder, 'cytoscape.mjs');
  await writeFile(file, pruned);
  cytoscape = (await import(/* @vite-ignore */ pathToFileURL(file).href)).default;
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('pruneCytoscape()', () => {
  it('takes out layouts, algorithms and WebGL', () => {
    expect(pruned.length).toBeLessThan(source.length * 0.8);
    for (const name of ['CoseLayout', 'affinityPropagation', 'ElementDrawingWebGL'])
      expect(pruned).not.toContain(name);
  });

  it('leaves a drawing that holds, finds, styles, moves and removes elements', () => {
    const cy = cytoscape({
      headless: true,
      styleEnabled: true,
      layout: { name: 'preset' },
      style: [
        { selector: 'node[tone = "failing"]', style: { width: 42 } },
        { selector: 'node.box.selected', style: { width: 17 } },
      ],
      elements: [
        { data: { id: 'a', tone: 'failing' }, position: { x: 1, y: 2 } },
        { data: { id: 'b' }, classes: 'box selected', position: { x: 3, y: 4 } },
        { data: { id: 'a-b', source: 'a', target: 'b' } },
      ],
    });
    expect(cy.getElementById('a').width()).toBe(42);
    expect(cy.getElementById('b').width()).toBe(17);
    expect(cy.getElementById('b').position()).toEqual({ x: 3, y: 4 });
    expect(cy.elements().components()).toHaveLength(1);
    cy.getElementById('a').remove();
    expect(cy.elements().map((element) => element.id())).toEqual(['b']);
  });

  it('refuses a release whose lists look otherwise', () => {
    expect(() => pruneCytoscape('export default function cytoscape() {}')).toThrow('Cannot prune cytoscape');
  });
});
