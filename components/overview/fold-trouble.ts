import type { NamespaceCard } from '@/lib/protocol/api/overview';

type Trouble = NamespaceCard['trouble'][number];

/** One line a trouble: a service goes where a version of it is listed that is no better. */
export function foldTrouble(trouble: readonly Trouble[]): readonly Trouble[] {
  return trouble.filter(
    (one) =>
      !one.id.startsWith('service:') ||
      !trouble.some((other) => other.id.startsWith('workload:') && isVersionOf(other, one)),
  );
}

function isVersionOf(workload: Trouble, service: Trouble): boolean {
  const isSame = workload.name === service.name || workload.name.startsWith(`${service.name}-`);
  return isSame && (workload.status === 'Failure' || service.status !== 'Failure');
}
