import type { Session, Sessions } from '../contract/console-records';
import type { PrismaClient } from '../generated/client';
import { recording } from './recording';

/** Signed-in browsers. */
export class SessionStore implements Sessions {
  private readonly prisma: PrismaClient;

  constructor(prisma: PrismaClient) {
    this.prisma = prisma;
  }

  async createSession({ id, subject, createdAtMs, expiresAtMs }: Session): Promise<void> {
    const data = { id, subject, createdAt: new Date(createdAtMs), expiresAt: new Date(expiresAtMs) };
    await recording('sign in', () => this.prisma.session.create({ data }));
  }

  async findSession(id: string, nowMs: number): Promise<Session | undefined> {
    const row = await recording('read the session', () => this.prisma.session.findUnique({ where: { id } }));
    if (row === null || row.expiresAt.getTime() <= nowMs) return undefined;
    return {
      id,
      subject: row.subject,
      createdAtMs: row.createdAt.getTime(),
      expiresAtMs: row.expiresAt.getTime(),
    };
  }

  async deleteSession(id: string): Promise<void> {
    await recording('sign out', () => this.prisma.session.deleteMany({ where: { id } }));
  }

  async deleteExpiredSessions(nowMs: number): Promise<number> {
    const where = { expiresAt: { lte: new Date(nowMs) } };
    return (await recording('end old sessions', () => this.prisma.session.deleteMany({ where }))).count;
  }
}
