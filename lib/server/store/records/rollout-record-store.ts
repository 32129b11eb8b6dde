import type { RolloutPlan } from '../../../mesh/rollout/plan';
import type { RolloutMoment } from '../../../mesh/rollout/rollout-event';
import type { RolloutState } from '../../../mesh/rollout/rollout-state';
import { AppError } from '../../../protocol/app-error';
import type { Page } from '../contract/log-reader';
import type {
  JudgedGate,
  RolloutQuery,
  RolloutRecords,
  StoredMoment,
  StoredRollout,
} from '../contract/rollout-records';
import { readCursor, writeCursor } from '../database/cursor';
import type { Prisma, PrismaClient } from '../generated/client';
import type { RolloutModel } from '../generated/models/Rollout';
import type { RolloutMomentModel } from '../generated/models/RolloutMoment';
import { STORE_LIMITS } from '../limits';
import { recording } from './recording';

/** Two people may start a rollout of one service at the same moment. */
const START_LOCK = 4_170_004;

/** Rollouts and their stories. */
export class RolloutRecordStore implements RolloutRecords {
  private readonly prisma: PrismaClient;

  constructor(prisma: PrismaClient) {
    this.prisma = prisma;
  }

  async createRollout(rollout: StoredRollout): Promise<void> {
    const { namespace, name } = rollout.plan.service;
    await recording('start the rollout', () =>
      this.prisma.$transaction(async (tx) => {
        await tx.$executeRaw`SELECT pg_advisory_xact_lock(${START_LOCK})`;
        const where = { serviceNamespace: namespace, serviceName: name, endedAt: null };
        if ((await tx.rollout.count({ where })) > 0) {
          throw new AppError('conflict', `Cannot start: ${namespace}/${name} has a rollout under way`);
        }
        await tx.rollout.create({ data: { id: rollout.id, ...toRow(rollout) } });
      }),
    );
  }

  async saveRollout(rollout: StoredRollout, moments: readonly StoredMoment[]): Promise<void> {
    const { id } = rollout;
    await recording('write down the rollout', () =>
      this.prisma.$transaction([
        this.prisma.rollout.update({ where: { id }, data: toRow(rollout) }),
        this.prisma.rolloutMoment.createMany({ data: moments.map((moment) => toMomentRow(id, moment)) }),
      ]),
    );
  }

  async findRollout(id: string): Promise<StoredRollout | undefined> {
    const row = await recording('read the rollout', () => this.prisma.rollout.findUnique({ where: { id } }));
    return row === null ? undefined : toRollout(row);
  }

  async listRollouts({ service, active, limit, cursor }: RolloutQuery): Promise<Page<StoredRollout>> {
    const take = Math.min(limit, STORE_LIMITS.pageRows);
    const rows = await recording('list rollouts', () =>
      this.prisma.rollout.findMany({
        where: {
          ...(service === undefined
            ? {}
            : { serviceNamespace: service.namespace, serviceName: service.name }),
          ...(active === undefined ? {} : { endedAt: active ? null : { not: null } }),
          ...(cursor === undefined ? {} : before(cursor)),
        },
        orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
        take: take + 1,
      }),
    );
    const last = rows.length > take ? rows[take - 1] : undefined;
    return {
      items: rows.slice(0, take).map(toRollout),
      nextCursor: last === undefined ? undefined : writeCursor([last.startedAt.getTime(), last.id]),
    };
  }

  async listMoments(id: string): Promise<StoredMoment[]> {
    const rows = await recording('read the story', () =>
      this.prisma.rolloutMoment.findMany({ where: { rolloutId: id }, orderBy: { id: 'asc' } }),
    );
    return rows.map(toMoment);
  }
}

function before(cursor: string): Prisma.RolloutWhereInput {
  const [startedAtMs, id] = readCursor(cursor, ['number', 'string']);
  const startedAt = new Date(startedAtMs);
  return { OR: [{ startedAt: { lt: startedAt } }, { startedAt, id: { lt: id } }] };
}

function toRow({ plan, state, ruleVersion, verdicts, startedAtMs, startedBy, endedAtMs }: StoredRollout) {
  return {
    serviceNamespace: plan.service.namespace,
    serviceName: plan.service.name,
    plan: toJson(plan),
    state: toJson(state),
    phase: state.phase,
    ruleVersion,
    verdicts: toJson(verdicts),
    startedAt: new Date(startedAtMs),
    startedBy,
    endedAt: endedAtMs === undefined ? null : new Date(endedAtMs),
  };
}

function toMomentRow(rolloutId: string, { atMs, verdicts, traceIds, ...moment }: StoredMoment) {
  return { rolloutId, ...moment, at: new Date(atMs), verdicts: toJson(verdicts), traceIds: [...traceIds] };
}

/** Plain data only: what JSON cannot say is not in it. */
function toJson(value: object): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;
}

function toRollout(row: RolloutModel): StoredRollout {
  return {
    id: row.id,
    // Written by this very class.
    plan: row.plan as unknown as RolloutPlan,
    state: row.state as unknown as RolloutState,
    ruleVersion: row.ruleVersion,
    verdicts: row.verdicts as unknown as JudgedGate[],
    startedAtMs: row.startedAt.getTime(),
    startedBy: row.startedBy,
    endedAtMs: row.endedAt?.getTime(),
  };
}

function toMoment(row: RolloutMomentModel): StoredMoment {
  return {
    atMs: row.at.getTime(),
    what: row.what as RolloutMoment,
    message: row.message,
    who: row.who,
    step: row.step,
    canaryPercent: row.canaryPercent,
    verdicts: row.verdicts as unknown as JudgedGate[],
    traceIds: row.traceIds,
  };
}
