import { describe, expect, it } from 'vitest';
import { PeerCache } from '@/agent/proxy/peer-cache';
import { decodePeerMetadata, encodePeerMetadata } from '@/agent/proxy/peer-metadata';
import { decodeStruct, encodeStruct } from '@/agent/proxy/protobuf-struct';
import { describeWorkload } from '@/lib/mesh/identity/describe-workload';

describe('encodeStruct()', () => {
  it("writes protobuf's own bytes", () => {
    // fields { key: "NAME" value { string_value: "a" } }
    expect(encodeStruct({ NAME: 'a' }).toString('hex')).toBe('0a0b0a044e414d4512031a0161');
    // fields { key: "L" value { struct_value { fields { key: "k" value { string_value: "v" } } } } }
    expect(encodeStruct({ L: { k: 'v' } }).toString('hex')).toBe('0a110a014c120c2a0a0a080a016b12031a0176');
  });

  it('writes lengths beyond 127 bytes', () => {
    const long = 'x'.repeat(300);
    expect(decodeStruct(encodeStruct({ a: long }))).toEqual({ a: long });
  });
});

describe('decodeStruct()', () => {
  it('leaves out values of other kinds and unknown fields', () => {
    // value { number_value: 1.0 } and value { bool_value: true }, then a field of another number
    const number = Buffer.from('0a0e0a016e120911000000000000f03f', 'hex');
    const flag = Buffer.from('0a070a016212022001', 'hex');
    const unknown = Buffer.from('1001', 'hex');
    expect(decodeStruct(Buffer.concat([number, flag, unknown, encodeStruct({ a: 'b' })]))).toEqual({
      a: 'b',
    });
  });

  it('refuses bytes that end too early and Structs nested without end', () => {
    expect(decodeStruct(Buffer.from('0a0b0a04', 'hex'))).toBeUndefined();
    const deep = { a: { a: { a: { a: { a: { a: 'x' } } } } } };
    expect(decodeStruct(encodeStruct(deep))).toBeUndefined();
  });
});

describe('decodePeerMetadata()', () => {
  it('reads what an Istio proxy sends', () => {
    const header = encodeStruct({
      NAME: 'ratings-v1-b8f8fcf49-7sv2k',
      NAMESPACE: 'default',
      CLUSTER_ID: 'Kubernetes',
      WORKLOAD_NAME: 'ratings-v1',
      OWNER: 'kubernetes://apis/apps/v1/namespaces/default/deployments/ratings-v1',
      LABELS: {
        app: 'ratings',
        version: 'v1',
        'service.istio.io/canonical-name': 'ratings',
        'service.istio.io/canonical-revision': 'v1',
      },
    }).toString('base64');
    expect(decodePeerMetadata(header)).toMatchObject({
      cluster: 'Kubernetes',
      namespace: 'default',
      workload: 'ratings-v1',
      app: 'ratings',
      version: 'v1',
      canonicalService: 'ratings',
      canonicalRevision: 'v1',
      principal: 'unknown',
    });
  });

  it('takes what is no metadata for nobody', () => {
    expect(decodePeerMetadata('')).toBeUndefined();
    expect(decodePeerMetadata('not base64!')).toBeUndefined();
    expect(decodePeerMetadata(encodeStruct({ NAME: 'a' }).toString('base64'))).toBeUndefined();
  });
});

describe('PeerCache', () => {
  it('gives one object for one peer, wherever it was learnt', () => {
    const cache = new PeerCache(10);
    const identity = describeWorkload({ name: 'reviews', version: 'v1' });
    const first = cache.findPeer(encodePeerMetadata(identity, 'reviews-0'));
    expect(first).toMatchObject(identity);
    expect(cache.findPeer(encodePeerMetadata(identity, 'reviews-0'))).toBe(first);
    expect(cache.findPeer(encodePeerMetadata(identity, 'reviews-1'))).toBe(first);
    expect(cache.intern({ ...identity })).toBe(first);
  });

  it('forgets the oldest beyond its bound', () => {
    const cache = new PeerCache(2);
    const header = (name: string) => encodePeerMetadata(describeWorkload({ name }), name);
    const first = cache.findPeer(header('a'));
    for (const name of ['b', 'c', 'd']) cache.findPeer(header(name));
    expect(cache.findPeer(header('a'))).not.toBe(first);
    expect(cache.findPeer(header('a'))).toMatchObject({ workload: 'a' });
  });
});
