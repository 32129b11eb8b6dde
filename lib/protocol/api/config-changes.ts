import * as z from 'zod';
import {
  CONFIG_LIMITS,
  configProblemSchema,
  findingSchema,
  objectNameSchema,
  positionSchema,
} from './config';
import { defineEndpoint } from './endpoint';

/** What becomes of an object: `skipped` for kinds that the mesh does not keep. */
export const outcomeSchema = z.enum(['created', 'updated', 'unchanged', 'deleted', 'skipped']);

/** One object of a change. */
export const changedObjectSchema = z.object({
  key: z.string(),
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
  outcome: outcomeSchema,
  /** Its version after the change; 0 for one that is deleted or not kept. */
  version: z.number(),
  /** Where it begins in the text that was sent; null for one that was not in it. */
  file: z.string(),
  position: positionSchema.nullable(),
  /** Why it is skipped; else empty. */
  note: z.string(),
  /** The YAML before and after, in a dry run; else null. */
  before: z.string().nullable(),
  after: z.string().nullable(),
});

/** The answer to everything that changes, or would change, the configuration. */
export const changeAnswerSchema = z.object({
  dryRun: z.boolean(),
  /** The mesh's revision after the change; as before when nothing changed or nothing was to change. */
  revision: z.number(),
  /** The revision every agent has to acknowledge; see GET /api/config/push. */
  pushRevision: z.number(),
  objects: z.array(changedObjectSchema),
  /** Findings of the changed objects; positions are places in the text that was sent. */
  findings: z.array(findingSchema),
  /** Findings of other objects that are there because of the change. */
  elsewhere: z.array(findingSchema),
});

const yaml = z.string().max(CONFIG_LIMITS.textBytes);
const reason = z.string().max(CONFIG_LIMITS.reasonLength).default('');
/** For objects that name no namespace. */
const namespace = z.string().min(1).max(CONFIG_LIMITS.nameLength).default('default');
const file = z.string().max(1_024).default('');

const namedTexts = z
  .array(z.object({ name: z.string().max(1_024), yaml }))
  .max(CONFIG_LIMITS.objectsPerChange);

/** POST /api/config/validate */
export const validateConfig = defineEndpoint({
  method: 'POST',
  path: '/api/config/validate',
  summary:
    'Judges YAML as if it were stored beside everything else; stores nothing and never fails on bad YAML.',
  query: z.object({}),
  bodyBytes: CONFIG_LIMITS.bodyBytes,
  body: z.object({
    yaml,
    namespace,
    file,
    /** Objects to think away, for instance the one that is being renamed. */
    remove: z.array(objectNameSchema).max(CONFIG_LIMITS.objectsPerChange).default([]),
  }),
  response: z.object({
    problems: z.array(configProblemSchema),
    objects: z.array(changedObjectSchema),
    findings: z.array(findingSchema),
    elsewhere: z.array(findingSchema),
  }),
});

/**
 * POST /api/config/apply: all or nothing. Bad YAML is `bad_request` with `details.problems`; a stale version is
 * `conflict` with `details.conflicts`.
 */
export const applyConfig = defineEndpoint({
  method: 'POST',
  path: '/api/config/apply',
  summary: 'Stores one or many YAML documents, and deletes objects, as one revision of the mesh.',
  query: z.object({}),
  bodyBytes: CONFIG_LIMITS.bodyBytes,
  body: z.object({
    yaml: yaml.default(''),
    namespace,
    file,
    /** More texts, each with its name in problems and findings. */
    files: namedTexts.default([]),
    reason,
    dryRun: z.boolean().default(false),
    remove: z.array(objectNameSchema).max(CONFIG_LIMITS.objectsPerChange).default([]),
    /** By `key` the version a change is based on, 0 for "must not be there yet"; objects not named are overwritten. */
    expected: z.record(z.string(), z.number().int().min(0)).default({}),
  }),
  response: changeAnswerSchema,
});

/** POST /api/config/import: as apply, from files; what a cluster adds (status, uid, managedFields) is left out. */
export const importConfig = defineEndpoint({
  method: 'POST',
  path: '/api/config/import',
  summary: 'Stores the files of a directory or the output of kubectl get -o yaml; lists are unfolded.',
  query: z.object({}),
  bodyBytes: CONFIG_LIMITS.bodyBytes,
  body: z.object({
    files: namedTexts,
    namespace,
    reason,
    dryRun: z.boolean().default(false),
    /** Leaves out what cannot be read instead of refusing everything; `problems` names it. */
    skipProblems: z.boolean().default(false),
  }),
  response: changeAnswerSchema.extend({ problems: z.array(configProblemSchema) }),
});

/** `details` of a `conflict`: for every stale object the three texts of a three-way diff. */
export const conflictDetailsSchema = z.object({
  conflicts: z.array(
    z.object({
      key: z.string(),
      kind: z.string(),
      namespace: z.string(),
      name: z.string(),
      expectedVersion: z.number(),
      /** The version that is stored; 0 when the object is gone. */
      version: z.number(),
      author: z.string(),
      at: z.number(),
      reason: z.string(),
      /** The version the change was based on, null when it is not known any more. */
      base: z.string().nullable(),
      /** What is stored; null when it was deleted. */
      theirs: z.string().nullable(),
      /** What was sent; null for a deletion. */
      yours: z.string().nullable(),
    }),
  ),
});

/** `details` of a `bad_request` that is the text's fault. */
export interface ProblemDetails {
  problems: z.infer<typeof configProblemSchema>[];
}

export type ChangeAnswer = z.infer<typeof changeAnswerSchema>;
export type ChangedObject = z.infer<typeof changedObjectSchema>;
export type ConflictDetails = z.infer<typeof conflictDetailsSchema>;
