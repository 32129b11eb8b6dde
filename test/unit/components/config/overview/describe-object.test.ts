import { describe, expect, it } from 'vitest';
import { describeObject } from '@/components/config/overview/describe-object';

const factsOf = (section: { facts: readonly { label: string; value: string }[] } | undefined) =>
  Object.fromEntries((section?.facts ?? []).map(({ label, value }) => [label, value]));

describe('describeObject()', () => {
  it('tells a VirtualService route by route, with shares of what the weights sum to', () => {
    const [answers, route] = describeObject('VirtualService', {
      hosts: ['reviews'],
      http: [
        {
          match: [{ uri: { prefix: '/api' } }, { headers: { 'end-user': { exact: 'jason' } } }],
          route: [
            { destination: { host: 'reviews', subset: 'v1' }, weight: 3 },
            { destination: { host: 'reviews', subset: 'v2' }, weight: 1 },
          ],
          timeout: '3s',
          retries: { attempts: 2, perTryTimeout: '1s' },
          fault: { abort: { httpStatus: 503, percentage: { value: 10 } } },
        },
      ],
    });
    expect(factsOf(answers)).toEqual({ Hosts: 'reviews', 'Comes in by': 'mesh (calls between workloads)' });
    expect(factsOf(route)).toEqual({
      When: 'uri begins with /api; or end-user is jason',
      Timeout: '3s',
      Retries: '2, 1s each',
      Fails: '10 % of requests: 503',
    });
    expect(route?.shares).toEqual([
      { label: 'reviews v1', percent: 75 },
      { label: 'reviews v2', percent: 25 },
    ]);
  });

  it('gives one destination everything, whatever its weight', () => {
    const [, route] = describeObject('VirtualService', {
      http: [{ route: [{ destination: { host: 'a' }, weight: 0 }] }],
    });
    expect(route?.shares).toEqual([{ label: 'a', percent: 100 }]);
  });

  it('says that a policy without rules denies everybody', () => {
    const [policy] = describeObject('AuthorizationPolicy', {});
    expect(factsOf(policy)).toEqual({
      Workloads: 'all of the namespace',
      Matches: 'nothing: every request is denied',
    });
  });

  it('lists a kind it has no words for, and an object of wrong shapes, as they are', () => {
    expect(factsOf(describeObject('Sidecar', { egress: [{ hosts: ['./*'] }] })[0])).toEqual({ hosts: './*' });
    expect(describeObject('VirtualService', { http: 'nonsense' })).toEqual([
      { title: 'http', facts: [{ label: 'http', value: 'nonsense' }] },
    ]);
  });
});
