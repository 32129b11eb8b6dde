import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findInGraph, hideInGraph } from '@/lib/mesh/graph/find/find-in-graph';
import { parseFind } from '@/lib/mesh/graph/find/parse-find';
import { tokenize } from '@/lib/mesh/graph/find/tokenize';
import { makeEdge, makeMeshGraph, makeNode } from '@/test/fixtures/mesh-graph';

const graph = makeMeshGraph();

function find(text: string, where: Parameters<typeof findInGraph>[0] = graph): string[] {
  const { expression, error } = parseFind(text);
  if (expression === undefined) throw new Error(error?.message ?? 'empty');
  const { nodes, edges } = findInGraph(where, expression);
  return [...nodes, ...edges];
}

const names = (ids: readonly string[]): string[] => ids.map((id) => id.split('/').at(-1) ?? id);

describe('findInGraph()', () => {
  it('searches a bare word in names, namespaces and versions', () => {
    expect(names(find('ratings'))).toEqual(['ratings@v1']);
    expect(find('data')).toHaveLength(3);
    expect(names(find('v3'))).toEqual(['reviews@v3']);
  });

  it('compares texts without regard to case', () => {
    expect(names(find('ns = BookInfo and version = v2'))).toEqual(['reviews@v2']);
    expect(names(find('app startswith rev and version != v1'))).toEqual(['reviews@v2', 'reviews@v3']);
    expect(names(find('name $= pay OR name contains "bank"'))).toEqual(['api.bank.example']);
  });

  it('compares numbers with units', () => {
    expect(names(find('node = service and error > 5%'))).toEqual([
      'api.bank.example',
      'api.bank.example#http',
    ]);
    expect(find('p99 > 0.3s')).toEqual(['app:bookinfo/productpage@v1->app:bookinfo/reviews@v3#http']);
  });

  it('knows flags with and without fillers and negation', () => {
    expect(names(find('idle'))).toEqual(['legacy-reports@v1']);
    expect(find('is idle')).toEqual(find('idle'));
    expect(find('is not healthy')).toEqual(find('! healthy'));
    expect(find('not has mtls')).toEqual(find('!mtls'));
    expect(find('! healthy and ns = shop')).toEqual(find('not healthy ns = shop'));
  });

  it('binds and tighter than or, and parentheses tighter than both', () => {
    expect(names(find('ns = data or ns = bookinfo and version = v3'))).toHaveLength(4);
    expect(names(find('(ns = data or ns = bookinfo) and version = v3'))).toEqual(['reviews@v3']);
  });

  it('matches neither a field that makes no sense for a thing nor its negation', () => {
    expect(find('version != v1').some((id) => id.includes('->'))).toBe(false);
    expect(find('not (version = v1)').some((id) => id.includes('->'))).toBe(false);
  });

  it('asks the ends of an edge for what only nodes have, beside a term about the edge', () => {
    const toData = find('tcp and ns = data');
    expect(toData).toHaveLength(4);
    expect(toData.every((id) => id.endsWith('#tcp'))).toBe(true);
    expect(find('tcp and not ns = data')).toEqual([]);
    expect(find('ns = data').some((id) => id.includes('->'))).toBe(false);
    expect(find('not (ns = shop or idle) and code = 503').every((id) => !id.includes('shop/'))).toBe(true);
  });

  it('compares missing numbers with NaN, and finds them unequal to any other', () => {
    expect(find('grpcin != NaN').map((id) => names([id])[0])).toEqual(['payments@v1']);
    expect(find('ns = data and httpin = NaN')).toHaveLength(3);
    expect(find('ns = data and httpin < 5')).toEqual([]);
    expect(find('ns = data and httpin != 5')).toHaveLength(3);
  });

  it('reads labels, ranks, badges and principals', () => {
    const labelled = {
      nodes: [
        makeNode('app:a/one@v1', { labels: { Team: 'Red' }, badges: ['mirroring'] }),
        makeNode('app:a/two@v1'),
        makeNode('app:a/three@v1'),
      ],
      edges: [
        makeEdge('app:a/one@v1', 'app:a/two@v1', 1, {
          principals: { source: ['spiffe://mesh/ns/a/sa/one'], destination: [] },
        }),
        makeEdge('app:a/one@v1', 'app:a/three@v1', 1),
      ],
    };
    expect(find('label:team = red', labelled)).toEqual(['app:a/one@v1']);
    expect(find('!label:team and ns = a', labelled)).toHaveLength(2);
    expect(find('rank = 1', labelled)).toEqual(['app:a/one@v1']);
    expect(find('mirroring', labelled)).toEqual(['app:a/one@v1']);
    expect(find('sourceprincipal contains sa/one', labelled)).toHaveLength(1);
    expect(find('sourceprincipal !contains sa/one', labelled)).toHaveLength(1);
  });

  it('finds edges by their ends, codes and flags', () => {
    expect(find('code = 503 and to = bank')).toEqual([]);
    expect(find('flag = UF and to contains bank')).toHaveLength(1);
    expect(find('grpc')).toHaveLength(2);
  });
});

describe('hideInGraph()', () => {
  it('takes away nodes that lose all their edges but leaves idle ones', () => {
    const { expression } = parseFind('http');
    if (expression === undefined) throw new Error('unreachable');
    const rest = hideInGraph(graph, expression);
    expect(rest.edges.every(({ protocol }) => protocol !== 'http')).toBe(true);
    expect(rest.nodes.map(({ id }) => id)).toContain('app:shop/legacy-reports@v1');
    expect(rest.nodes.map(({ id }) => id)).not.toContain('app:bookinfo/details@v1');
  });
});

describe('parseFind()', () => {
  it.each([
    ['( idle', 'This parenthesis is never closed', 0],
    ['idle )', 'This parenthesis was never opened', 5],
    ['colour = red', 'There is no field "colour"', 0],
    ['error > many', '"many" is not a number or a percentage', 8],
    ['rank = many', '"many" is not a number', 7],
    ['error > 5ms', '"5ms" is not a number or a percentage', 8],
    ['rt > 5%', '"5%" is not a number of ms, or a duration like 1.5s', 5],
    ['throughput > 5rps', '"5rps" is not a number of bytes, or like 10kB', 13],
    ['http > 1,5', '"1,5" is not a number', 7],

    ['rate contains 5', '"rate" is a number: use =, < or >', 0],
    ['version > 5', '"version" is a text: use = or contains', 0],
    ['idle = 1', '"idle" is true or false: write it alone', 0],
    ['node = appp', '"node" is one of app, operation, service, unknown, workload', 7],
    ['error >', 'A value belongs after >', 7],
    ['idle and', 'Something is missing here', 8],
    ['or idle', 'A field or a name belongs here', 0],
    ['idle and or dead', 'A field or a name belongs here', 9],
    ['rank = 0', '"rank" is from 1 to 100', 7],
    ['rank <= 101', '"rank" is from 1 to 100', 8],
  ])('says what is wrong with %s and where', (text, message, at) => {
    expect(parseFind(text).error).toEqual({ message, at });
  });

  it('gives nothing for an empty text', () => {
    expect(parseFind('  ')).toEqual({});
  });

  it('answers any text with an expression or an error inside the text', () => {
    const piece = fc.constantFrom(
      '(',
      ')',
      '!',
      ' and ',
      ' or ',
      'not ',
      'error',
      '>',
      '=',
      '"',
      'x y',
      '5',
      '!*=',
      "'",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const { error } = parseFind(text);
        expect(error?.at ?? 0).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('tokenize()', () => {
  it('keeps quoted words whole', () => {
    expect(tokenize('name="a and b"').map((token) => ('text' in token ? token.text : token.kind))).toEqual([
      'name',
      '=',
      'a and b',
    ]);
  });
});
