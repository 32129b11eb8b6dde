import type { ConfigObject } from '../../../mesh/config/config-object';
import type { ConfigKindName } from '../../../mesh/config/kinds';
import { AppError } from '../../../protocol/app-error';
import type {
  ConfigCommit,
  ConfigRecords,
  RevisionAction,
  StoredChange,
  StoredObject,
  StoredRevision,
} from '../contract/config-records';
import type { Page } from '../contract/log-reader';
import { readCursor, writeCursor } from '../database/cursor';
import type { Prisma, PrismaClient } from '../generated/client';
import type { ConfigChangeModel } from '../generated/models/ConfigChange';
import type { ConfigObjectModel } from '../generated/models/ConfigObject';
import type { ConfigRevisionModel } from '../generated/models/ConfigRevision';
import { STORE_LIMITS } from '../limits';
import { recording } from './recording';

/** Serialises commits, also those of another console on the same database. */
const COMMIT_LOCK = 4_170_003;
/** Rows of one statement: larger ones block the event loop. */
const ROWS = 200;
/** Changes shown of a revision in a list. */
const LISTED_CHANGES = 50;
const COMMIT_MS = 60_000;

/** The configuration and its history. */
export class ConfigRecordStore implements ConfigRecords {
  private readonly prisma: PrismaClient;

  constructor(prisma: PrismaClient) {
    this.prisma = prisma;
  }

  async listObjects(): Promise<StoredObject[]> {
    const rows = await recording('read the configuration', () =>
      this.prisma.configObject.findMany({ orderBy: { key: 'asc' } }),
    );
    return rows.map(toObject);
  }

  async lastRevision(): Promise<number> {
    return await recording('read the configuration', () => lastRevision(this.prisma));
  }

  async revisionAt(atMs: number): Promise<number> {
    const { _max } = await recording('read the history', () =>
      this.prisma.configRevision.aggregate({
        where: { at: { lte: new Date(atMs) } },
        _max: { revision: true },
      }),
    );
    return _max.revision ?? 0;
  }

  async commit({ revision, changes, upserts, removals }: ConfigCommit): Promise<void> {
    const { atMs, ...row } = revision;
    const keys = [...removals, ...upserts.map(({ key }) => key)];
    await recording('store the configuration', () =>
      this.prisma.$transaction(
        async (tx) => {
          await tx.$executeRaw`SELECT pg_advisory_xact_lock(${COMMIT_LOCK})`;
          if ((await lastRevision(tx)) !== revision.revision - 1) throw changedElsewhere();
          await tx.configRevision.create({ data: { ...row, at: new Date(atMs) } });
          for (const part of chunks(changes)) {
            const data = part.map((change) => toChangeRow(revision.revision, change));
            await tx.configChange.createMany({ data });
          }
          for (const part of chunks(keys)) await tx.configObject.deleteMany({ where: { key: { in: part } } });
          for (const part of chunks(upserts))
            await tx.configObject.createMany({ data: part.map(toObjectRow) });
        },
        { timeout: COMMIT_MS, maxWait: COMMIT_MS },
      ),
    );
  }

  async lastVersions(keys: readonly string[]): Promise<Map<string, number>> {
    const rows = await recording('read the history', () =>
      this.prisma.configChange.groupBy({
        by: ['key'],
        where: { key: { in: [...keys] } },
        _max: { version: true },
      }),
    );
    return new Map(rows.map(({ key, _max }) => [key, _max.version ?? 0]));
  }

  async listRevisions(query: {
    key?: string;
    limit: number;
    cursor?: string;
  }): Promise<Page<StoredRevision & { changes: StoredChange[] }>> {
    const take = Math.min(query.limit, STORE_LIMITS.pageRows);
    const below = query.cursor === undefined ? undefined : readCursor(query.cursor, ['number'])[0];
    const ofKey = query.key === undefined ? {} : { key: query.key };
    const rows = await recording('read the history', () =>
      this.prisma.configRevision.findMany({
        where: {
          ...(below === undefined ? {} : { revision: { lt: below } }),
          ...(query.key === undefined ? {} : { changes: { some: ofKey } }),
        },
        include: { changes: { where: ofKey, orderBy: { key: 'asc' }, take: LISTED_CHANGES } },
        orderBy: { revision: 'desc' },
        take: take + 1,
      }),
    );
    const last = rows.length > take ? rows[take - 1] : undefined;
    return {
      items: rows.slice(0, take).map(toRevision),
      nextCursor: last === undefined ? undefined : writeCursor([last.revision]),
    };
  }

  async findRevision(revision: number): Promise<(StoredRevision & { changes: StoredChange[] }) | undefined> {
    const row = await recording(`read revision ${revision}`, () =>
      this.prisma.configRevision.findUnique({
        where: { revision },
        include: { changes: { orderBy: { key: 'asc' } } },
      }),
    );
    return row === null ? undefined : toRevision(row);
  }

  async stateAt(revision: number, key?: string): Promise<StoredChange[]> {
    const rows = await recording(
      `read the mesh at revision ${revision}`,
      () =>
        // Prisma's own `distinct` reads the whole history first.
        this.prisma.$queryRaw<ConfigChangeModel[]>`
          SELECT DISTINCT ON (key) revision, key, kind, namespace, name, change, version, NULL AS before, after,
            created_at AS "createdAt"
          FROM config_change
          WHERE revision <= ${revision} AND (${key ?? null}::text IS NULL OR key = ${key ?? null})
          ORDER BY key, revision DESC`,
    );
    return rows.map(toChange);
  }

  async findVersion(key: string, version: number): Promise<StoredChange | undefined> {
    const row = await recording('read the history', () =>
      this.prisma.configChange.findFirst({ where: { key, version } }),
    );
    return row === null ? undefined : toChange(row);
  }
}

async function lastRevision(prisma: Pick<PrismaClient, 'configRevision'>): Promise<number> {
  const { _max } = await prisma.configRevision.aggregate({ _max: { revision: true } });
  return _max.revision ?? 0;
}

function changedElsewhere(): AppError {
  return new AppError('conflict', 'Somebody else changed the configuration at this moment; try again');
}

function chunks<T>(items: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < items.length; start += ROWS) parts.push(items.slice(start, start + ROWS));
  return parts;
}

function toObjectRow({ object, createdAtMs, updatedAtMs, ...row }: StoredObject) {
  return {
    ...row,
    apiVersion: object.apiVersion,
    object: object as Prisma.InputJsonObject,
    createdAt: new Date(createdAtMs),
    updatedAt: new Date(updatedAtMs),
  };
}

function toObject({ object, apiVersion: _, createdAt, updatedAt, ...row }: ConfigObjectModel): StoredObject {
  return {
    ...row,
    kind: row.kind as ConfigKindName,
    object: object as unknown as ConfigObject,
    createdAtMs: createdAt.getTime(),
    updatedAtMs: updatedAt.getTime(),
  };
}

function toChangeRow(revision: number, { createdAtMs, ...change }: StoredChange) {
  return { revision, ...change, createdAt: new Date(createdAtMs) };
}

function toChange({ revision: _, createdAt, change, ...row }: ConfigChangeModel): StoredChange {
  return {
    ...row,
    kind: row.kind as ConfigKindName,
    change: change as StoredChange['change'],
    createdAtMs: createdAt.getTime(),
  };
}

function toRevision({ at, action, changes, ...row }: ConfigRevisionModel & { changes: ConfigChangeModel[] }) {
  return {
    ...row,
    atMs: at.getTime(),
    action: action as RevisionAction,
    changes: changes.map(toChange),
  };
}
