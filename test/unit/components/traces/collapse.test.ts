import { describe, expect, it } from 'vitest';
import {
  isCollapsed,
  nodeKey,
  revealNode,
  toggleNode,
  visibleNodes,
} from '@/components/traces/model/collapse';
import { buildTrace } from '@/lib/mesh/trace/build-trace';
import { makeSpan } from '../../lib/mesh/trace/make-span';

const trace = buildTrace('t', [
  makeSpan('root', 0, 100),
  makeSpan('a', 10, 40, { parent_span_id: 'root' }),
  makeSpan('a1', 12, 10, { parent_span_id: 'a' }),
  makeSpan('b', 60, 30, { parent_span_id: 'root' }),
  makeSpan('b1', 62, 10, { parent_span_id: 'b' }),
]);
const open = { level: undefined, toggled: [] };
const names = (collapse: Parameters<typeof visibleNodes>[1]) => visibleNodes(trace, collapse).map(nodeKey);
const node = (key: string) => {
  const found = trace.nodes.find((other) => nodeKey(other) === key);
  if (found === undefined) throw new Error(`no node ${key}`);
  return found;
};

describe('visibleNodes()', () => {
  it('shows all when nothing is closed', () => {
    expect(names(open)).toEqual(['root', 'a', 'a1', 'b', 'b1']);
  });

  it('hides what lies below a level', () => {
    expect(names({ level: 0, toggled: [] })).toEqual(['root']);
    expect(names({ level: 1, toggled: [] })).toEqual(['root', 'a', 'b']);
  });

  it('lets single nodes be the other way round', () => {
    expect(names({ level: 1, toggled: ['b'] })).toEqual(['root', 'a', 'b', 'b1']);
    expect(names({ level: undefined, toggled: ['a'] })).toEqual(['root', 'a', 'b', 'b1']);
  });
});

describe('toggleNode()', () => {
  it('closes and opens again to the same state', () => {
    const closed = toggleNode(open, node('a'));
    expect(isCollapsed(node('a'), closed)).toBe(true);
    expect(toggleNode(closed, node('a'))).toEqual(open);
  });
});

describe('revealNode()', () => {
  it('opens every ancestor and nothing else', () => {
    const revealed = revealNode({ level: 0, toggled: [] }, node('b1'));
    expect(names(revealed)).toEqual(['root', 'a', 'b', 'b1']);
  });

  it('changes nothing for a node in sight', () => {
    expect(revealNode(open, node('a1'))).toBe(open);
  });
});

describe('nodeKey()', () => {
  it('tells client and server apart where they share an id', () => {
    const shared = buildTrace('t', [
      makeSpan('x', 0, 10, { kind: 'CLIENT' }),
      makeSpan('x', 1, 8, { kind: 'SERVER' }),
    ]);
    expect(shared.nodes.map(nodeKey)).toEqual(['x', 'x-server']);
  });
});
