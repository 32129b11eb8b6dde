import type { AgentStatus, Hello } from '../../../protocol/ingest/agent-message';
import type { AgentRecord, AgentRecords } from '../contract/agent-records';
import { Prisma, type PrismaClient } from '../generated/client';
import { recording } from './recording';

/** The agents the console has seen. */
export class AgentRecordStore implements AgentRecords {
  private readonly prisma: PrismaClient;

  constructor(prisma: PrismaClient) {
    this.prisma = prisma;
  }

  async saveAgent(record: AgentRecord): Promise<void> {
    const { agentId } = record.hello;
    const data = {
      hello: record.hello,
      status: record.status ?? Prisma.DbNull,
      firstSeenAt: new Date(record.firstSeenMs),
      lastSeenAt: new Date(record.lastSeenMs),
      disconnectedAt: record.disconnectedAtMs === null ? null : new Date(record.disconnectedAtMs),
    };
    await recording(`save agent "${agentId}"`, () =>
      this.prisma.agent.upsert({ where: { agentId }, create: { agentId, ...data }, update: data }),
    );
  }

  async listAgents(): Promise<AgentRecord[]> {
    const rows = await recording('list agents', () =>
      this.prisma.agent.findMany({ orderBy: { agentId: 'asc' } }),
    );
    return rows.map((row) => ({
      hello: row.hello as Hello,
      status: row.status as AgentStatus | null,
      firstSeenMs: row.firstSeenAt.getTime(),
      lastSeenMs: row.lastSeenAt.getTime(),
      disconnectedAtMs: row.disconnectedAt?.getTime() ?? null,
    }));
  }

  async forgetAgent(agentId: string): Promise<void> {
    await recording(`forget agent "${agentId}"`, () => this.prisma.agent.deleteMany({ where: { agentId } }));
  }
}
