import * as z from 'zod/mini';
import { CONFIG_LIMITS, kindNameSchema, objectNameSchema } from './config';
import { changeAnswerSchema } from './config-changes';
import { defineEndpoint } from './endpoint';

/** What happened to one object in a revision. */
export const revisionChangeSchema = z.extend(objectNameSchema, {
  key: z.string(),
  change: z.enum(['created', 'updated', 'deleted']),
  /** Its version after the change; that before it plus one, also for a deletion. */
  version: z.number(),
});

/** One revision of the mesh; `at` is epoch milliseconds. */
export const revisionSchema = z.object({
  revision: z.number(),
  at: z.number(),
  author: z.string(),
  reason: z.string(),
  /** How it came about. */
  action: z.enum(['apply', 'delete', 'import', 'revert', 'restore', 'sync']),
  /** How many objects it changed; `changes` holds at most the first 50 of them in a list. */
  changed: z.number(),
  changes: z.array(revisionChangeSchema),
});

/** GET /api/config/history */
export const listConfigHistory = defineEndpoint({
  method: 'GET',
  path: '/api/config/history',
  summary: 'The revisions of the mesh, newest first; of one object when kind, namespace and name are given.',
  query: z.object({
    kind: z.optional(kindNameSchema),
    namespace: z.optional(z.string().check(z.maxLength(CONFIG_LIMITS.nameLength))),
    name: z.optional(z.string().check(z.maxLength(CONFIG_LIMITS.nameLength))),
    cursor: z.optional(z.string().check(z.maxLength(1_024))),
    limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(200)), 50),
  }),
  response: z.object({ revisions: z.array(revisionSchema), nextCursor: z.nullable(z.string()) }),
});

/** GET /api/config/history/:revision */
export const getConfigRevision = defineEndpoint({
  method: 'GET',
  path: '/api/config/history/:revision',
  summary: 'One revision with the YAML of every changed object before and after, and their difference.',
  query: z.object({}),
  response: z.extend(revisionSchema, {
    changes: z.array(
      z.extend(revisionChangeSchema, {
        before: z.nullable(z.string()),
        after: z.nullable(z.string()),
        /** Unified diff. */
        diff: z.string(),
      }),
    ),
  }),
});

const target = {
  /** The state right after this revision; 0 is the empty mesh. */
  revision: z.number().check(z.int(), z.gte(0)),
  reason: z._default(z.string().check(z.maxLength(CONFIG_LIMITS.reasonLength)), ''),
  dryRun: z._default(z.boolean(), false),
};

/** POST /api/config/revert: undoing revision 7 of an object is reverting it to revision 6. */
export const revertConfig = defineEndpoint({
  method: 'POST',
  path: '/api/config/revert',
  summary: 'Brings one object back to what it was after a revision; deletes it when it was not there then.',
  query: z.object({}),
  body: z.extend(objectNameSchema, { ...target, version: z.optional(z.number().check(z.int(), z.gte(0))) }),
  response: changeAnswerSchema,
});

/** POST /api/config/restore */
export const restoreConfig = defineEndpoint({
  method: 'POST',
  path: '/api/config/restore',
  summary: 'Brings the configuration of the whole mesh back to what it was after a revision.',
  query: z.object({}),
  body: z.object({
    ...target,
    /** The newest revision the person has seen; when it is not the newest any more the answer is `conflict`. */
    expectedRevision: z.optional(z.number().check(z.int(), z.gte(0))),
  }),
  response: changeAnswerSchema,
});

export type ConfigRevision = z.infer<typeof revisionSchema>;
export type ConfigRevisionDetail = z.infer<typeof getConfigRevision.response>;
