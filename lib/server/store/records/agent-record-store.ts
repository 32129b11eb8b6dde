import type { AgentStatus, Hello } from '../../../protocol/ingest/agent-message';
import type { AgentRecord, AgentRecords } from '../contract/agent-records';
import type { PrismaClient } from '../generated/client';
import { recording } from './recording';

/** The agents the console has seen. */
export class AgentRecordStore implements AgentRecords {
  private readonly prisma: PrismaClient;

  constructor(prisma: PrismaClient) {
    this.prisma = prisma;
  }

  async saveAgents(records: readonly AgentRecord[]): Promise<void> {
    if (records.length === 0) return;
    const rows = records.map(({ hello, status, ...times }) => ({
      agent_id: hello.agentId,
      hello,
      status,
      first_seen_at: new Date(times.firstSeenMs),
      last_seen_at: new Date(times.lastSeenMs),
      disconnected_at: times.disconnectedAtMs === null ? null : new Date(times.disconnectedAtMs),
    }));
    const others = records.length > 1 ? ` and ${records.length - 1} more` : '';
    await recording(
      `save agent "${records[0]?.hello.agentId}"${others}`,
      () => this.prisma.$executeRaw`
        INSERT INTO agent (agent_id, hello, status, first_seen_at, last_seen_at, disconnected_at)
        SELECT agent_id, hello, status, first_seen_at, last_seen_at, disconnected_at
        FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS x(agent_id text, hello jsonb, status jsonb,
          first_seen_at timestamptz, last_seen_at timestamptz, disconnected_at timestamptz)
        ON CONFLICT (agent_id) DO UPDATE SET hello = excluded.hello, status = excluded.status,
          first_seen_at = excluded.first_seen_at, last_seen_at = excluded.last_seen_at,
          disconnected_at = excluded.disconnected_at`,
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
