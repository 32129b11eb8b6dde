import type { CollectionReturnValue, Core, ElementDefinition } from 'cytoscape';
import { toneOf } from '../look/tone';
import type { GraphScene } from './graph-scene';
import { relativeControls } from './relative-controls';

type Data = Record<string, unknown>;
type Element = {
  group: 'nodes' | 'edges';
  id: string;
  data: Data;
  position?: { x: number; y: number };
  isBox?: boolean;
};

/** What a drawing holds and how it was last told to look: asking cytoscape itself costs as much as changing it. */
type Held = { element: Element; drawn: CollectionReturnValue };
const heldBy = new WeakMap<Core, Map<string, Held>>();

/** Makes cytoscape hold exactly the scene: removes, adds and patches what differs, in one batch. */
export function syncElements(cy: Core, scene: GraphScene): void {
  const held = heldBy.get(cy) ?? new Map<string, Held>();
  heldBy.set(cy, held);
  const wanted = readElements(scene);
  cy.batch(() => {
    removeUnwanted(cy, held, wanted);
    const isNew = wanted.filter((element) => !patch(held, element));
    if (isNew.length > 0) cy.add(isNew.map(definition));
    for (const element of isNew) held.set(element.id, { element, drawn: cy.getElementById(element.id) });
  });
}

/** What was a node may be a box now, and the other way round. */
function removeUnwanted(cy: Core, held: Map<string, Held>, wanted: readonly Element[]): void {
  const kept = new Map(wanted.map(({ id, isBox = false }) => [id, isBox]));
  const gone = new Set<string>();
  for (const [id, { element }] of held) if (kept.get(id) !== (element.isBox ?? false)) gone.add(id);
  if (gone.size === 0) return;
  // One by one, thousands would take seconds.
  cy.elements()
    .filter((element) => gone.has(element.id()))
    .remove();
  for (const id of gone) held.delete(id);
}

/** Gives what is held its new data and place; false when it is not held. */
function patch(all: Map<string, Held>, element: Element): boolean {
  const held = all.get(element.id);
  if (held === undefined) return false;
  const { drawn } = held;
  for (const [name, value] of Object.entries(element.data))
    if (!isSame(held.element.data[name], value)) drawn.data(name, value);
  held.element = element;
  if (element.position === undefined) return true;
  // The hand may have moved it since.
  const { x, y } = drawn.position();
  if ((x !== element.position.x || y !== element.position.y) && !drawn.grabbed())
    drawn.position(element.position);
  return true;
}

function definition({ group, id, data, position, isBox = false }: Element): ElementDefinition {
  const base = { group, data: { id, ...data } };
  if (group === 'edges') return base as ElementDefinition;
  return {
    ...base,
    ...(position === undefined ? {} : { position: { ...position } }),
    ...(isBox ? { classes: 'box', grabbable: false, pannable: true } : {}),
  } as ElementDefinition;
}

/** Boxes first, so that everything else lies above them. */
function readElements(scene: GraphScene): Element[] {
  return [...readBoxes(scene), ...readNodes(scene), ...readEdges(scene)];
}

function readBoxes(scene: GraphScene): Element[] {
  return scene.boxes.flatMap((box): Element[] => {
    const area = scene.areas.get(box.id);
    if (area === undefined) return [];
    return [
      {
        group: 'nodes',
        id: box.id,
        isBox: true,
        data: {
          kind: box.kind,
          tone: toneOf(box.health),
          width: area.right - area.left,
          height: area.bottom - area.top,
        },
        position: { x: (area.left + area.right) / 2, y: (area.top + area.bottom) / 2 },
      },
    ];
  });
}

function readNodes(scene: GraphScene): Element[] {
  const elements: Element[] = [];
  for (const [id, { look }] of scene.nodes) {
    const position = scene.positions.get(id);
    if (position === undefined) continue;
    const { shape, size, tone, isDashed, isIdle } = look;
    elements.push({ group: 'nodes', id, data: { shape, size, tone, isDashed, isIdle }, position });
  }
  return elements;
}

function readEdges(scene: GraphScene): Element[] {
  const elements: Element[] = [];
  for (const { id, source, target, look } of scene.edges.values()) {
    if (!scene.positions.has(source) || !scene.positions.has(target)) continue;
    const curve = scene.curves.get(id);
    const { weights, distances } =
      curve === undefined ? { weights: [0.5], distances: [0] } : relativeControls(curve);
    const { width, tone, line } = look;
    const isLoop = source === target;
    elements.push({
      group: 'edges',
      id,
      data: { source, target, width, tone, line, isLoop, weights, distances },
    });
  }
  return elements;
}

function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((value, index) => value === b[index]);
  return a === b;
}
