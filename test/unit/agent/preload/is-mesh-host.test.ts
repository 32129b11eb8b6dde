import { describe, expect, it } from 'vitest';
import { createMeshTest } from '@/agent/preload/is-mesh-host';

const isMeshHost = createMeshTest('localhost,.internal.example, *.corp.example,db.example:5432,10.0.0.9');

describe('createMeshTest()', () => {
  it.each([
    'reviews',
    'reviews.default.svc.cluster.local',
    '10.0.0.8',
    'internal.example.org',
    'API.bank.example',
  ])('sends %s through the sidecar', (host) => expect(isMeshHost(host)).toBe(true));

  it.each([
    'localhost',
    'app.localhost',
    '127.0.0.1',
    '127.9.9.9',
    '::1',
    '[::1]',
    '::ffff:127.0.0.1',
    '0.0.0.0',
    'LOCALHOST.',
    'internal.example',
    'a.internal.example',
    'x.corp.example',
    'db.example',
    '10.0.0.9',
    '',
  ])('keeps %s direct', (host) => expect(isMeshHost(host)).toBe(false));

  it('keeps everything direct for no_proxy=*', () => {
    expect(createMeshTest('*')('reviews')).toBe(false);
  });
});
