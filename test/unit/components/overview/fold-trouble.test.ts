import { expect, it } from 'vitest';
import { foldTrouble } from '@/components/overview/fold-trouble';

const troubleOf = (kind: string, name: string, status: 'Failure' | 'Degraded') => ({
  id: `${kind}:shop/${name}`,
  name,
  status,
  reason: '2 % of requests failed',
});

it('foldTrouble() leaves a service out only where a version of it is as badly off', () => {
  const names = (trouble: Parameters<typeof foldTrouble>[0]) => foldTrouble(trouble).map(({ id }) => id);
  const version = troubleOf('workload', 'ratings-v1', 'Degraded');
  expect(names([version, troubleOf('service', 'ratings', 'Degraded')])).toEqual(['workload:shop/ratings-v1']);
  expect(names([version, troubleOf('service', 'ratings', 'Failure')])).toHaveLength(2);
  expect(names([version, troubleOf('service', 'rat', 'Degraded')])).toHaveLength(2);
});
