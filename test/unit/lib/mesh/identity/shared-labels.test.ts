import { expect, it } from 'vitest';
import { sharedLabels } from '@/lib/mesh/identity/shared-labels';

it('sharedLabels() keeps what both say alike, and all of the first one seen', () => {
  expect(sharedLabels(undefined, { a: '1' })).toEqual({ a: '1' });
  expect(sharedLabels({ a: '1', b: '2', c: '3' }, { a: '1', b: 'x' })).toEqual({ a: '1' });
});
