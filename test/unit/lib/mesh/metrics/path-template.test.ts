import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createPathTemplates,
  DEFAULT_PATH_TEMPLATE_LIMITS,
  OTHER_OPERATION,
} from '@/lib/mesh/metrics/path-template';

describe('createPathTemplates()', () => {
  it.each([
    ['/', 'GET /'],
    ['/productpage', 'GET /productpage'],
    ['/api/v1/products/0/reviews', 'GET /api/v1/products/{id}/reviews'],
    ['/orders/9f8e7d6c5b4a', 'GET /orders/{id}'],
    ['/orders/6a2f41a3-c54c-fce8-32d2-0324e1c32e22/lines', 'GET /orders/{id}/lines'],
    ['/users/ann@example.org', 'GET /users/{id}'],
    ['/users/user-1234', 'GET /users/{id}'],
    ['/t/eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9', 'GET /t/{id}'],
    ['/search?q=42&page=7', 'GET /search'],
    ['/a//b/', 'GET /a//b/'],
    ['/1/2/3/4/5/6/7/8/9/10', 'GET /{id}/{id}/{id}/{id}/{id}/{id}/{id}/{id}/...'],
    ['*', 'GET *'],
    ['', 'GET '],
  ])('writes %s as %s', (path, operation) => {
    expect(createPathTemplates().operationOf('GET', path)).toBe(operation);
  });

  it('collapses a place that shows too many different words, and keeps the first place', () => {
    const templates = createPathTemplates({ ...DEFAULT_PATH_TEMPLATE_LIMITS, children: 3 });
    for (const name of ['ann', 'bob', 'cid']) {
      expect(templates.operationOf('GET', `/users/${name}`)).toBe(`GET /users/${name}`);
    }
    expect(templates.operationOf('GET', '/users/dora')).toBe('GET /users/{id}');
    expect(templates.operationOf('GET', '/users/eve/orders')).toBe('GET /users/{id}/orders');
    for (const root of ['one', 'two', 'three', 'four', 'five']) {
      expect(templates.operationOf('GET', `/${root}`)).toBe(`GET /${root}`);
    }
  });

  it('answers other beyond its bound and still knows what it learnt', () => {
    const templates = createPathTemplates({ ...DEFAULT_PATH_TEMPLATE_LIMITS, operations: 2 });
    templates.operationOf('GET', '/a');
    templates.operationOf('POST', '/a');
    expect(templates.operationOf('GET', '/b')).toBe(OTHER_OPERATION);
    expect(templates.operationOf('GET', '/a?x=1')).toBe('GET /a');
    expect(templates.size).toBe(2);
  });

  it('never finds more operations than its bound, whatever the paths', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('GET', 'PUT'), fc.webPath()), { maxLength: 60 }),
        (calls) => {
          const templates = createPathTemplates({
            operations: 5,
            children: 2,
            depth: 3,
            places: 4,
            cachedPaths: 3,
          });
          const found = new Set(calls.map(([method, path]) => templates.operationOf(method, path)));
          found.delete(OTHER_OPERATION);
          return found.size <= 5 && templates.size <= 5;
        },
      ),
    );
  });
});
