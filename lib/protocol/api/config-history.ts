import * as z from 'zod';
import { CONFIG_LIMITS, kindNameSchema, objectNameSchema } from './config';
import { changeAnswerSchema } from './config-changes';
import { defineEndpoint } from './endpoint';

/** What happened to one object in a revision. */
export const revisionChangeSchema = objectNameSchema.extend({
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
    kind: kindNameSchema.optional(),
    namespace: z.string().max(CONFIG_LIMITS.nameLength).optional(),
    name: z.string().max(CONFIG_LIMITS.nameLength).optional(),
    cursor: z.string().max(1_024).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: z.object({ revisions: z.array(revisionSchema), nextCursor: z.string().nullable() }),
});

/** GET /api/config/history/:revision */
export const getConfigRevision = defineEndpoint({
  method: 'GET',
  path: '/api/config/history/:revision',
  summary: 'One revision with the YAML of every changed object before and after, and their difference.',
  query: z.object({}),
  response: revisionSchema.extend({
    changes: z.array(
      revisionChangeSchema.extend({
        before: z.string().nullable(),
        after: z.string().nullable(),
        /** Unified diff. */
        diff: z.string(),
      }),
    ),
  }),
});

const target = {
  /** The state right after this revision; 0 is the empty mesh. */
  revision: z.number().int().min(0),
  reason: z.string().max(CONFIG_LIMITS.reasonLength).default(''),
  dryRun: z.boolean().default(false),
};

/** POST /api/config/revert: undoing revision 7 of an object is reverting it to revision 6. */
export const revertConfig = defineEndpoint({
  method: 'POST',
  path: '/api/config/revert',
  summary: 'Brings one object back to what it was after a revision; deletes it when it was not there then.',
  query: z.object({}),
  body: objectNameSchema.extend({ ...target, version: z.number().int().min(0).optional() }),
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
    expectedRevision: z.number().int().min(0).optional(),
  }),
  response: changeAnswerSchema,
});

export type ConfigRevision = z.infer<typeof revisionSchema>;
export type ConfigRevisionDetail = z.infer<typeof getConfigRevision.response>;
