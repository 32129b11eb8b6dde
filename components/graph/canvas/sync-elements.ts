import type { CollectionReturnValue, Core, ElementDefinition } from 'cytoscape';
import type { Point } from '@/lib/mesh/graph/layout/layout-input';
import type { NodeLook } from '../look/node-look';
import { toneOf } from '../look/tone';
import type { GraphScene, SceneCurve, SceneEdge } from './graph-scene';
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
  if (held.element !== element) {
    for (const [name, value] of Object.entries(element.data))
      if (!isSame(held.element.data[name], value)) drawn.data(name, value);
    held.element = element;
  }
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

type Read<Place> = { place: Place; element: Element };

/** What did not change since it was read is the same element: of thousands few do. */
const nodesRead = new WeakMap<NodeLook, Read<Point>>();
const edgesRead = new WeakMap<SceneEdge, Read<SceneCurve | undefined>>();

function readNodes(scene: GraphScene): Element[] {
  const elements: Element[] = [];
  for (const [id, { look }] of scene.nodes) {
    const position = scene.positions.get(id);
    if (position === undefined) continue;
    const known = nodesRead.get(look);
    const element = known?.place === position ? known.element : readNode(id, look, position);
    elements.push(element);
  }
  return elements;
}

function readNode(id: string, look: NodeLook, position: Point): Element {
  const { shape, size, tone, isDashed, isIdle } = look;
  const element: Element = { group: 'nodes', id, data: { shape, size, tone, isDashed, isIdle }, position };
  nodesRead.set(look, { place: position, element });
  return element;
}

function readEdges(scene: GraphScene): Element[] {
  const elements: Element[] = [];
  for (const edge of scene.edges.values()) {
    if (!scene.positions.has(edge.source) || !scene.positions.has(edge.target)) continue;
    const curve = scene.curves.get(edge.id);
    const known = edgesRead.get(edge);
    elements.push(known !== undefined && known.place === curve ? known.element : readEdge(edge, curve));
  }
  return elements;
}

function readEdge(edge: SceneEdge, curve: SceneCurve | undefined): Element {
  const { id, source, target, look } = edge;
  const { weights, distances } =
    curve === undefined ? { weights: [0.5], distances: [0] } : relativeControls(curve);
  const { width, tone, line } = look;
  const isLoop = source === target;
  const data = { source, target, width, tone, line, isLoop, weights, distances };
  const element: Element = { group: 'edges', id, data };
  edgesRead.set(edge, { place: curve, element });
  return element;
}

function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((value, index) => value === b[index]);
  return a === b;
}
