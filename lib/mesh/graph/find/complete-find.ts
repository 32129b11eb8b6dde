import type { GraphEdge, GraphNode } from '../graph';
import { completeExpression, type FindCompletion, type FindOption } from './complete-expression';
import type { FindField, FindSubject } from './find-field';
import { FIND_FIELDS, findField } from './find-fields';

type Graph = { nodes: readonly GraphNode[]; edges: readonly GraphEdge[] };

const FIELD_OPTIONS: readonly FindOption[] = [
  ...FIND_FIELDS.flatMap(({ names, help }) => names.map((text) => ({ text, help }))),
  { text: 'not', help: 'The opposite' },
];

/** How a find expression can go on at a place: fields, operators, the values that are in the graph, or a join. */
export function completeFind(text: string, at: number, graph: Graph): FindCompletion {
  return completeExpression(text, at, {
    fields: FIELD_OPTIONS,
    find: findField,
    valuesOf: (name) => {
      const field = findField(name);
      return field === undefined ? [] : valuesIn(field, graph);
    },
  });
}

function valuesIn({ texts, of }: FindField, graph: Graph): string[] {
  if (texts === undefined) return [];
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const subjects: FindSubject[] = of.includes('node')
    ? graph.nodes.map((node) => ({ node }))
    : graph.edges.map((edge) => ({ edge, source: byId.get(edge.source), target: byId.get(edge.target) }));
  return subjects.flatMap((subject) => texts(subject) ?? []);
}
