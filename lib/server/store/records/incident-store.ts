import type { IncidentRecord } from '../../../mesh/diagnosis/follow-incidents';
import type { IncidentQuery, IncidentRecords } from '../contract/incident-records';
import type { Page } from '../contract/log-reader';
import { readCursor, writeCursor } from '../database/cursor';
import type { Prisma, PrismaClient } from '../generated/client';
import { STORE_LIMITS } from '../limits';
import { recording } from './recording';

/** Incidents, one row each, rewritten while they are open. */
export class IncidentStore implements IncidentRecords {
  private readonly prisma: PrismaClient;

  constructor(prisma: PrismaClient) {
    this.prisma = prisma;
  }

  async saveIncidents(incidents: readonly IncidentRecord[]): Promise<void> {
    if (incidents.length === 0) return;
    await recording('keep the incidents', () =>
      this.prisma.$transaction(
        incidents.map((incident) => {
          const row = toRow(incident);
          return this.prisma.incident.upsert({ where: { id: incident.id }, create: row, update: row });
        }),
      ),
    );
  }

  async listIncidents({ window, namespaces, limit, cursor }: IncidentQuery): Promise<Page<IncidentRecord>> {
    const take = Math.min(limit, STORE_LIMITS.pageRows);
    const rows = await recording('list incidents', () =>
      this.prisma.incident.findMany({
        where: {
          AND: [
            namespaces === undefined ? {} : { namespace: { in: [...namespaces] } },
            window === undefined ? {} : { openedAt: { lt: new Date(window.toMs) } },
            window === undefined
              ? {}
              : { OR: [{ closedAt: null }, { closedAt: { gte: new Date(window.fromMs) } }] },
            cursor === undefined ? {} : before(cursor),
          ],
        },
        orderBy: [{ openedAt: 'desc' }, { id: 'desc' }],
        take: take + 1,
      }),
    );
    const last = rows.length > take ? rows[take - 1] : undefined;
    return {
      items: rows.slice(0, take).map(({ story }) => story as unknown as IncidentRecord),
      nextCursor: last === undefined ? undefined : writeCursor([last.openedAt.getTime(), last.id]),
    };
  }
}

function toRow(incident: IncidentRecord) {
  const { id, state, culprit, openedAtMs, closedAtMs } = incident;
  return {
    id,
    state,
    namespace: culprit.namespace,
    openedAt: new Date(openedAtMs),
    closedAt: closedAtMs === undefined ? null : new Date(closedAtMs),
    story: incident as unknown as Prisma.InputJsonValue,
  };
}

function before(cursor: string): Prisma.IncidentWhereInput {
  const [openedMs, id] = readCursor(cursor, ['number', 'string']);
  const openedAt = new Date(openedMs);
  return { OR: [{ openedAt: { lt: openedAt } }, { openedAt, id: { lt: id } }] };
}
