import { describe, expect, it } from 'vitest';
import { calledHost } from '@/lib/mesh/trace/called-host';

describe('calledHost()', () => {
  it('reads Istio’s operation names', () => {
    expect(calledHost({ name: 'api.shop.svc.cluster.local:80/pay*', tags: {} })).toBe(
      'api.shop.svc.cluster.local',
    );
  });

  it('reads the names of OpenTelemetry, then the URL', () => {
    expect(calledHost({ name: 'GET /', tags: { 'net.peer.name': 'old', 'server.address': 'new' } })).toBe(
      'new',
    );
    expect(calledHost({ name: 'GET', tags: { 'url.full': 'https://api.example.com:8443/x' } })).toBe(
      'api.example.com',
    );
  });

  it('knows nothing of a name without a host', () => {
    expect(calledHost({ name: 'GET /pay', tags: { 'http.url': '/pay' } })).toBeUndefined();
  });
});
