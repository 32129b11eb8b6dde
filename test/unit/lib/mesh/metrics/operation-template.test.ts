import { describe, expect, it } from 'vitest';
import { createFindTemplate, mayHide, templateProblem } from '@/lib/mesh/metrics/operation-template';

describe('templateProblem()', () => {
  it.each(['GET /orders/{id}', '* /users/{name}/...', 'POST /', 'M-SEARCH /a/b', 'GET /a/'])(
    'takes %s',
    (text) => {
      expect(templateProblem(text)).toBeUndefined();
    },
  );

  it.each([
    ['/orders', 'method and a path'],
    ['GET orders', 'slash'],
    ['get /orders', 'no method'],
    ['GET /orders?x=1', 'query'],
    ['GET /.../orders', 'only at the end'],
    ['GET /orders/v{id}', 'mixes words and braces'],
    [`GET /${'a'.repeat(300)}`, 'characters'],
  ])('refuses %s and says why', (text, why) => {
    expect(templateProblem(text)).toContain(why);
  });
});

describe('createFindTemplate()', () => {
  it('lets a word in braces stand for one segment, whatever was learnt there', () => {
    const find = createFindTemplate(['GET /users/{name}']);
    expect(find('GET /users/alice')).toBe('GET /users/{name}');
    expect(find('GET /users/{id}')).toBe('GET /users/{name}');
    expect(find('GET /users/')).toBeUndefined();
    expect(find('GET /users/alice/orders')).toBeUndefined();
    expect(find('POST /users/alice')).toBeUndefined();
  });

  it('takes the template that says most', () => {
    const find = createFindTemplate([
      '* /orders/...',
      'GET /orders/{id}',
      '* /orders/{id}',
      'GET /orders/export',
    ]);
    expect(find('GET /orders/export')).toBe('GET /orders/export');
    expect(find('GET /orders/7')).toBe('GET /orders/{id}');
    expect(find('PUT /orders/7')).toBe('* /orders/{id}');
    expect(find('PUT /orders/7/items')).toBe('* /orders/...');
    expect(find('GET /orders')).toBeUndefined();
  });

  it('does not split what was learnt as one', () => {
    expect(createFindTemplate(['GET /orders/export'])('GET /orders/{id}')).toBeUndefined();
  });

  it('covers a learnt rest by a rest alone', () => {
    expect(createFindTemplate(['GET /files/{name}'])('GET /files/...')).toBeUndefined();
    expect(createFindTemplate(['GET /files/...'])('GET /files/...')).toBe('GET /files/...');
  });

  it('leaves out what cannot be read', () => {
    expect(createFindTemplate(['nonsense', 'GET /a'])('GET /a')).toBe('GET /a');
  });
});

describe('mayHide()', () => {
  it('finds learnt operations that may hold requests of a template', () => {
    expect(mayHide('GET /orders/{id}', 'GET /orders/export')).toBe(true);
    expect(mayHide('POST /orders/{id}', 'GET /orders/export')).toBe(false);
    expect(mayHide('GET /carts/{id}', 'GET /orders/export')).toBe(false);
  });

  it('hides nothing that the template covers', () => {
    expect(mayHide('GET /orders/{id}', 'GET /orders/{number}')).toBe(false);
  });
});
