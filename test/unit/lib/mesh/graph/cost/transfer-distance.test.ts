import { expect, it } from 'vitest';
import { transferDistance } from '@/lib/mesh/graph/cost/transfer-distance';

it('transferDistance() tells zones from regions, and guesses nothing', () => {
  expect(transferDistance('eu/a/1', 'eu/a/2')).toBe('zone');
  expect(transferDistance('eu/a', 'eu/b')).toBe('zones');
  expect(transferDistance('eu/a', 'us')).toBe('regions');
  expect(transferDistance('eu', 'eu/a')).toBe('unknown');
  expect(transferDistance('', 'eu/a')).toBe('unknown');
});
