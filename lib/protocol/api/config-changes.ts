import * as z from 'zod/mini';
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
  position: z.nullable(positionSchema),
  /** Why it is skipped; else empty. */
  note: z.string(),
  /** The YAML before and after, in a dry run; else null. */
  before: z.nullable(z.string()),
  after: z.nullable(z.string()),
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

const yaml = z.string().check(z.maxLength(CONFIG_LIMITS.textBytes));
const reason = z._default(z.string().check(z.maxLength(CONFIG_LIMITS.reasonLength)), '');
/** For objects that name no namespace. */
const namespace = z._default(
  z.string().check(z.minLength(1), z.maxLength(CONFIG_LIMITS.nameLength)),
  'default',
);
const file = z._default(z.string().check(z.maxLength(1_024)), '');

const namedTexts = z
  .array(z.object({ name: z.string().check(z.maxLength(1_024)), yaml }))
  .check(z.maxLength(CONFIG_LIMITS.objectsPerChange));

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
    remove: z._default(z.array(objectNameSchema).check(z.maxLength(CONFIG_LIMITS.objectsPerChange)), []),
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
    yaml: z._default(yaml, ''),
    namespace,
    file,
    /** More texts, each with its name in problems and findings. */
    files: z._default(namedTexts, []),
    reason,
    dryRun: z._default(z.boolean(), false),
    remove: z._default(z.array(objectNameSchema).check(z.maxLength(CONFIG_LIMITS.objectsPerChange)), []),
    /** By `key` the version a change is based on, 0 for "must not be there yet"; objects not named are overwritten. */
    expected: z._default(z.record(z.string(), z.number().check(z.int(), z.gte(0))), {}),
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
    dryRun: z._default(z.boolean(), false),
    /** Leaves out what cannot be read instead of refusing everything; `problems` names it. */
    skipProblems: z._default(z.boolean(), false),
  }),
  response: z.extend(changeAnswerSchema, { problems: z.array(configProblemSchema) }),
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
      base: z.nullable(z.string()),
      /** What is stored; null when it was deleted. */
      theirs: z.nullable(z.string()),
      /** What was sent; null for a deletion. */
      yours: z.nullable(z.string()),
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
