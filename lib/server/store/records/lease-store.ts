import type { Leases } from '../contract/rollout-records';
import type { PrismaClient } from '../generated/client';
import { recording } from './recording';

/** Rights that one console has at a time, by the database's clock. */
export class LeaseStore implements Leases {
  private readonly prisma: PrismaClient;

  constructor(prisma: PrismaClient) {
    this.prisma = prisma;
  }

  async holdLease(name: string, holder: string, forMs: number): Promise<boolean> {
    const taken = await recording(
      'hold the lease',
      () => this.prisma.$executeRaw`
        INSERT INTO lease (name, holder, expires_at)
        VALUES (${name}, ${holder}, now() + ${forMs} * interval '1 millisecond')
        ON CONFLICT (name) DO UPDATE SET holder = EXCLUDED.holder, expires_at = EXCLUDED.expires_at
        WHERE lease.holder = EXCLUDED.holder OR lease.expires_at < now()`,
    );
    return taken > 0;
  }

  async releaseLease(name: string, holder: string): Promise<void> {
    await recording('release the lease', () => this.prisma.lease.deleteMany({ where: { name, holder } }));
  }
}
