import { describe, expect, it } from 'vitest';
import { createEdgeSum, type EdgeSum } from '@/lib/mesh/graph/edge-sum';
import { FoldMemory } from '@/lib/mesh/graph/fold/fold-memory';
import { serviceIdentity } from '@/lib/mesh/graph/node-identity';

const SHOP = serviceIdentity('shop', 'box', 'default');
const BANK = serviceIdentity('bank', 'box', 'default');

function partOf(name: string, requests: number): EdgeSum {
  const source = serviceIdentity('shop', name, 'default');
  const target = serviceIdentity('bank', name, 'default');
  const part = createEdgeSum({ id: name, source, target }, 'http');
  part.requests = requests;
  return part;
}

function drawAll(memory: FoldMemory, parts: readonly EdgeSum[]) {
  memory.begin();
  for (const part of parts) memory.add(part, SHOP, BANK);
  const edges = new Map<string, EdgeSum>();
  return { edges, ...memory.finish(edges) };
}

function sumOf(memory: FoldMemory, parts: readonly EdgeSum[]): EdgeSum | undefined {
  return [...drawAll(memory, parts).edges.values()][0];
}

describe('FoldMemory', () => {
  it('keeps what did not change, and adds up what did', () => {
    const memory = new FoldMemory();
    const [cart, pay] = [partOf('cart', 2), partOf('pay', 3)];
    const first = drawAll(memory, [cart, pay]);
    const again = drawAll(memory, [cart, pay]);
    expect([...again.edges.values()]).toEqual([...first.edges.values()]);
    expect([...again.edges.values()][0]).toBe([...first.edges.values()][0]);
    expect(again.nodes.get(BANK.id)).toBe(first.nodes.get(BANK.id));
    const changed = drawAll(memory, [cart, partOf('pay', 4)]);
    expect([...changed.edges.values()][0]?.requests).toBe(6);
    expect(changed.nodes.get(BANK.id)?.incoming.get('http')?.amount).toBe(6);
  });

  it('holds together what comes back and what is new', () => {
    const memory = new FoldMemory();
    const [cart, pay, stock] = [partOf('cart', 2), partOf('pay', 3), partOf('stock', 5)];
    expect(sumOf(memory, [cart, pay])?.requests).toBe(5);
    expect(drawAll(memory, []).edges.size).toBe(0);
    expect(drawAll(memory, []).nodes.size).toBe(0);
    expect(sumOf(memory, [cart, stock])?.requests).toBe(7);
    expect(sumOf(memory, [stock])?.requests).toBe(5);
  });
});
