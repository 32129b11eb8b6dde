import type { AuditEntry, AuditTrail } from '../contract/console-records';
import type { Page } from '../contract/log-reader';
import { readCursor, writeCursor } from '../database/cursor';
import type { Prisma, PrismaClient } from '../generated/client';
import { STORE_LIMITS } from '../limits';
import { recording } from './recording';

/** Who did what, newest first. */
export class AuditStore implements AuditTrail {
  private readonly prisma: PrismaClient;

  constructor(prisma: PrismaClient) {
    this.prisma = prisma;
  }

  async appendAudit({ atMs, details, ...entry }: AuditEntry): Promise<void> {
    const data = { ...entry, at: new Date(atMs), details: details as Prisma.InputJsonObject };
    await recording(`record "${entry.action}"`, () => this.prisma.auditEntry.create({ data }));
  }

  async listAudit(query: { limit: number; cursor?: string }): Promise<Page<AuditEntry & { id: string }>> {
    const take = Math.min(query.limit, STORE_LIMITS.pageRows);
    const below = query.cursor === undefined ? undefined : BigInt(readCursor(query.cursor, ['string'])[0]);
    const rows = await recording('read the audit trail', () =>
      this.prisma.auditEntry.findMany({
        ...(below === undefined ? {} : { where: { id: { lt: below } } }),
        orderBy: { id: 'desc' },
        take: take + 1,
      }),
    );
    const last = rows.length > take ? rows[take - 1] : undefined;
    return {
      items: rows.slice(0, take).map(({ id, at, details, ...entry }) => ({
        ...entry,
        id: String(id),
        atMs: at.getTime(),
        details: details as AuditEntry['details'],
      })),
      nextCursor: last === undefined ? undefined : writeCursor([String(last.id)]),
    };
  }
}
