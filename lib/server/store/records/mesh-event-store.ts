import type { Page } from '../contract/log-reader';
import type {
  MeshEvent,
  MeshEventKind,
  MeshEventQuery,
  MeshEvents,
  StoredMeshEvent,
} from '../contract/mesh-events';
import { readCursor, writeCursor } from '../database/cursor';
import type { PrismaClient } from '../generated/client';
import type { MeshEventModel } from '../generated/models/MeshEvent';
import { STORE_LIMITS } from '../limits';
import { recording } from './recording';

/** The "what changed" feed, newest first. */
export class MeshEventStore implements MeshEvents {
  private readonly prisma: PrismaClient;

  constructor(prisma: PrismaClient) {
    this.prisma = prisma;
  }

  async appendEvents(events: readonly MeshEvent[]): Promise<void> {
    if (events.length === 0) return;
    const data = events.map(({ atMs, ...event }) => ({
      at: new Date(atMs),
      ...event,
      details: { ...event.details },
    }));
    await recording('record what changed', () => this.prisma.meshEvent.createMany({ data }));
  }

  async listEvents(query: MeshEventQuery): Promise<Page<StoredMeshEvent>> {
    const take = Math.min(query.limit, STORE_LIMITS.pageRows);
    const rows = await recording('list what changed', () =>
      this.prisma.meshEvent.findMany({
        where: {
          at: { gte: new Date(query.fromMs), lt: new Date(query.toMs) },
          ...(query.kinds === undefined ? {} : { kind: { in: [...query.kinds] } }),
          ...(query.namespaces === undefined ? {} : { namespace: { in: [...query.namespaces] } }),
          ...(query.cursor === undefined ? {} : before(query.cursor)),
        },
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        take: take + 1,
      }),
    );
    const last = rows.length > take ? rows[take - 1] : undefined;
    return {
      items: rows.slice(0, take).map(toEvent),
      nextCursor: last === undefined ? undefined : writeCursor([last.at.getTime(), String(last.id)]),
    };
  }
}

function before(cursor: string) {
  const [atMs, id] = readCursor(cursor, ['number', 'string']);
  const at = new Date(atMs);
  return { OR: [{ at: { lt: at } }, { at, id: { lt: BigInt(id) } }] };
}

function toEvent(row: MeshEventModel): StoredMeshEvent {
  return {
    id: String(row.id),
    atMs: row.at.getTime(),
    kind: row.kind as MeshEventKind,
    namespace: row.namespace,
    subject: row.subject,
    message: row.message,
    details: row.details as MeshEvent['details'],
  };
}
