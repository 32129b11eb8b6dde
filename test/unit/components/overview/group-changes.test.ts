import { expect, it } from 'vitest';
import { groupChanges } from '@/components/overview/group-changes';
import type { MeshEvent } from '@/lib/protocol/api/overview';

const eventOf = (id: string, at: number, message: string, kind: MeshEvent['kind'] = 'config-changed') => ({
  id,
  at,
  kind,
  namespace: 'shop',
  subject: '',
  message,
  severity: 'info' as const,
});

it('groupChanges() makes one row of what one save changed, and leaves all else as it is', () => {
  const rows = groupChanges([
    eventOf('e', 30, 'orders-v1 joined from host.', 'agent-joined'),
    eventOf('d', 20, 'VirtualService reviews was updated by ada.'),
    eventOf('c', 10, 'Gateway edge was created by ada: the start: of it.'),
    eventOf('b', 10, 'Sidecar default was created by ada: the start: of it.'),
    eventOf('a', 10, 'Sidecar other was created by bob.'),
  ]);
  expect(rows.map(({ message, names }) => [message, names])).toEqual([
    ['orders-v1 joined from host.', []],
    ['VirtualService reviews was updated by ada.', []],
    ['2 objects were created by ada: the start: of it.', ['Gateway edge', 'Sidecar default']],
    ['Sidecar other was created by bob.', []],
  ]);
});
