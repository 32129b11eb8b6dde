import { describe, it } from 'vitest';
import { COMPILED_CASES, checkCompiledCase, compiledObjects } from './support/compiled-cases';

describe('a proxy makes of a configuration what it says', () => {
  it.each(COMPILED_CASES)('$name', (one) => checkCompiledCase(one, compiledObjects(one)));
});
