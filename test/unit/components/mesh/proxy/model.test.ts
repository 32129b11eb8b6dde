import { describe, expect, it } from 'vitest';
import { findRows } from '@/components/mesh/proxy/model/find-rows';
import { readClusterName, shortHost } from '@/components/mesh/proxy/model/read-cluster-name';

describe('findRows()', () => {
  const rows = [
    { name: 'reviews', rule: { name: 'canary' } },
    { name: 'ratings', rule: null },
  ];

  it('finds words anywhere in a row, in whatever case, all of them in the same one', () => {
    expect(findRows(rows, 'CANARY rev')).toEqual([rows[0]]);
    expect(findRows(rows, 'canary ratings')).toEqual([]);
    expect(findRows(rows, '  ')).toBe(rows);
  });

  it('searches values, not the names of fields', () => {
    expect(findRows(rows, 'rule')).toEqual([]);
  });
});

describe('readClusterName()', () => {
  it('takes the name of a service of the mesh apart', () => {
    expect(readClusterName('outbound|9080|v1|reviews.bookinfo.svc.cluster.local')).toEqual({
      host: 'reviews.bookinfo.svc.cluster.local',
      port: '9080',
      subset: 'v1',
    });
  });

  it('leaves every other name alone', () => {
    expect(readClusterName('PassthroughCluster')).toBeUndefined();
    expect(readClusterName('inbound|9080||')).toBeUndefined();
  });
});

describe('shortHost()', () => {
  it('leaves out what all services of a cluster share, and keeps the port', () => {
    expect(shortHost('reviews.bookinfo.svc.cluster.local:9080')).toBe('reviews.bookinfo:9080');
    expect(shortHost('api.bank.example.com:80')).toBe('api.bank.example.com:80');
  });
});
