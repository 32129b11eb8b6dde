import { describe, it } from 'vitest';
import { ACCESS_CASES, accessObjects, checkAccessCase } from './support/access-cases';

describe('access', () => {
  it.each(ACCESS_CASES)('$name', (one) => checkAccessCase(one, accessObjects(one)));
});
