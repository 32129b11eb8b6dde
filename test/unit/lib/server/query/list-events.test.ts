import { describe, expect, it } from 'vitest';
import { getEvents } from '@/lib/protocol/api/overview';
import { listEvents, toEvent } from '@/lib/server/query/list-events';
import type { QueryContext } from '@/lib/server/query/query-context';
import {
  MESH_EVENT_KINDS,
  type MeshEventKind,
  type MeshEventQuery,
  type StoredMeshEvent,
} from '@/lib/server/store/contract/mesh-events';

const NOW_MS = 1_800_000_000_000;
const event = (kind: MeshEventKind, details: StoredMeshEvent['details'] = {}): StoredMeshEvent => ({
  id: '7',
  atMs: NOW_MS,
  kind,
  namespace: 'shop',
  subject: 'orders-v1',
  message: 'orders-v1 joined.',
  details,
});

function askStore(items: StoredMeshEvent[], nextCursor?: string) {
  const asked: MeshEventQuery[] = [];
  const listed = async (query: MeshEventQuery) => {
    asked.push(query);
    return { items, nextCursor };
  };
  const context = {
    sources: { now: () => NOW_MS, store: { events: { listEvents: listed } } },
  } as unknown as QueryContext;
  return { context, asked };
}

describe('listEvents()', () => {
  it('asks for the last day of all namespaces when nothing is said', async () => {
    const { context, asked } = askStore([event('agent-joined')]);
    const answer = await listEvents(context, { namespaces: [], limit: 50 });
    expect(asked).toEqual([{ fromMs: NOW_MS - 86_400_000, toMs: NOW_MS, limit: 50 }]);
    expect(getEvents.response.parse(answer)).toEqual(answer);
    expect(answer.nextCursor).toBeNull();
  });

  it('passes namespaces, window and cursor on, and the next cursor back', async () => {
    const { context, asked } = askStore([], 'next');
    const answer = await listEvents(context, { namespaces: ['shop'], window: 60, cursor: 'here', limit: 5 });
    expect(asked).toEqual([
      { fromMs: NOW_MS - 60_000, toMs: NOW_MS, limit: 5, namespaces: ['shop'], cursor: 'here' },
    ]);
    expect(answer.nextCursor).toBe('next');
  });
});

describe('toEvent()', () => {
  it('knows how bad every kind is', () => {
    const severities = MESH_EVENT_KINDS.map((kind) => [kind, toEvent(event(kind)).severity]);
    expect(severities).toContainEqual(['telemetry-dropped', 'error']);
    expect(severities).toContainEqual(['agent-left', 'warning']);
    expect(severities.filter(([, severity]) => severity === undefined)).toEqual([]);
  });

  it("takes an event's own severity before that of its kind, and nothing that is none", () => {
    expect(toEvent(event('health-changed', { severity: 'error' })).severity).toBe('error');
    expect(toEvent(event('health-changed', { severity: 'loud' })).severity).toBe('warning');
  });
});
