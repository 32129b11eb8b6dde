import type { Core, ElementDefinition } from 'cytoscape';
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

/** Makes cytoscape hold exactly the scene: removes, adds and patches what differs, in one batch. */
export function syncElements(cy: Core, scene: GraphScene): void {
  const wanted = readElements(scene);
  const boxes = new Map(wanted.map(({ id, isBox = false }) => [id, isBox]));
  cy.batch(() => {
    // What was a node may be a box now, and the other way round. One by one, thousands would take seconds.
    cy.elements()
      .filter((element) => boxes.get(element.id()) !== element.hasClass('box'))
      .remove();
    const isNew = wanted.filter((element) => !patch(cy, element));
    if (isNew.length > 0) cy.add(isNew.map(definition));
  });
}

/** Gives what is held its new data and place; false when it is not held. */
function patch(cy: Core, element: Element): boolean {
  const held = cy.getElementById(element.id);
  if (held.empty()) return false;
  for (const [name, value] of Object.entries(element.data)) {
    if (!isSame(held.data(name), value)) held.data(name, value);
  }
  if (element.position === undefined || held.grabbed()) return true;
  const { x, y } = held.position();
  if (x !== element.position.x || y !== element.position.y) held.position(element.position);
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
