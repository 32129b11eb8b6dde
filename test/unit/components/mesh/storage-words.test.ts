import { expect, it } from 'vitest';
import { storageWords } from '@/components/mesh/model/storage-words';
import { describeStorage } from '@/lib/server/self-metrics/describe-storage';
import { DEFAULT_RETENTION } from '@/lib/server/store/contract/default-retention';
import { TIERS } from '@/lib/server/store/contract/store-maintenance';

const byTier = <T>(value: T) =>
  Object.fromEntries(TIERS.map((tier) => [tier, value])) as Record<(typeof TIERS)[number], T>;

it('storageWords() has words for everything the console stores', () => {
  const status = {
    tables: [],
    databaseBytes: 0,
    watermarkMs: byTier(null),
    journalSegments: 0,
    dirtyBuckets: byTier(0),
  };
  const words = describeStorage(status, DEFAULT_RETENTION).map(({ name }) => storageWords(name));
  expect(words.filter((word) => !/^[A-Z][a-z, ]+$/.test(word))).toEqual([]);
  expect(new Set(words).size).toBe(words.length);
});
