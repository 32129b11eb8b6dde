import type { AcknowledgementRecords, StoredAcknowledgement } from '../contract/acknowledgement-records';
import type { PrismaClient } from '../generated/client';
import { recording } from './recording';

/** Findings that people let stand. */
export class AcknowledgementStore implements AcknowledgementRecords {
  private readonly prisma: PrismaClient;

  constructor(prisma: PrismaClient) {
    this.prisma = prisma;
  }

  async listAcknowledgements(): Promise<StoredAcknowledgement[]> {
    const rows = await recording('read the acknowledgements', () =>
      this.prisma.configAcknowledgement.findMany({ orderBy: [{ at: 'desc' }, { key: 'asc' }] }),
    );
    return rows.map(({ at, expiresAt, ...row }) => ({
      ...row,
      atMs: at.getTime(),
      expiresAtMs: expiresAt?.getTime(),
    }));
  }

  async saveAcknowledgement({ key, atMs, expiresAtMs, ...row }: StoredAcknowledgement): Promise<void> {
    const expiresAt = expiresAtMs === undefined ? null : new Date(expiresAtMs);
    const data = { ...row, at: new Date(atMs), expiresAt };
    await recording('keep the acknowledgement', () =>
      this.prisma.configAcknowledgement.upsert({ where: { key }, create: { key, ...data }, update: data }),
    );
  }

  async deleteAcknowledgement(key: string): Promise<boolean> {
    const { count } = await recording('withdraw the acknowledgement', () =>
      this.prisma.configAcknowledgement.deleteMany({ where: { key } }),
    );
    return count > 0;
  }
}
