import * as z from 'zod/mini';
import { CONFIG_LIMITS, configItemSchema, configReferenceSchema, findingSchema } from './config';
import { changeAnswerSchema } from './config-changes';
import { defineEndpoint } from './endpoint';
import { listQuery } from './time-window';

/** GET /api/config/objects */
export const listConfig = defineEndpoint({
  method: 'GET',
  path: '/api/config/objects',
  summary: 'The objects of the configuration, by kind, namespace and name.',
  query: z.object({
    kind: listQuery,
    namespace: listQuery,
    /** A part of the name. */
    name: z.optional(z.string().check(z.maxLength(CONFIG_LIMITS.nameLength))),
    /** `key=value`, or `key` alone; several, by comma, must all be there. */
    label: listQuery,
    /** Objects with a finding of one of these severities; `none` for those without any. */
    finding: listQuery,
    /** A service, workload or app by its node id: objects that name its hosts or apply to its workloads. */
    of: z.optional(z.string().check(z.maxLength(512))),
    cursor: z.optional(z.string().check(z.maxLength(1_024))),
    limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(1_000)), 200),
  }),
  response: z.object({
    /** The revision of the whole mesh that was answered. */
    revision: z.number(),
    items: z.array(configItemSchema),
    /** Objects that fit the filters. */
    total: z.number(),
    /** What there is to filter by: every kind and namespace with its number of objects. */
    kinds: z.record(z.string(), z.number()),
    namespaces: z.record(z.string(), z.number()),
    nextCursor: z.nullable(z.string()),
  }),
});

/** One object with all that is known of it. */
export const configDetailSchema = z.extend(configItemSchema, {
  /** As it was written, with its comments. */
  yaml: z.string(),
  /** As agents get it: Kubernetes' JSON. */
  object: z.record(z.string(), z.unknown()),
  /** Their positions are places in `yaml`. */
  problems: z.array(findingSchema),
  uses: z.array(configReferenceSchema),
  usedBy: z.array(configReferenceSchema),
});

/** GET /api/config/objects/:kind/:namespace/:name; a cluster-scoped object has `-` for its namespace. */
export const getConfig = defineEndpoint({
  method: 'GET',
  path: '/api/config/objects/:kind/:namespace/:name',
  summary: 'One object: its YAML, its findings, what it uses and what uses it.',
  query: z.object({}),
  response: configDetailSchema,
});

/** DELETE /api/config/objects/:kind/:namespace/:name */
export const deleteConfig = defineEndpoint({
  method: 'DELETE',
  path: '/api/config/objects/:kind/:namespace/:name',
  summary: 'Deletes one object; with `version` only if it still is that version.',
  query: z.object({
    version: z.optional(z.coerce.number().check(z.int(), z.gte(1))),
    reason: z._default(z.string().check(z.maxLength(CONFIG_LIMITS.reasonLength)), ''),
    dryRun: z._default(z.stringbool(), false),
  }),
  response: changeAnswerSchema,
});

/** GET /api/config/download */
export const downloadConfig = defineEndpoint({
  method: 'GET',
  path: '/api/config/download',
  summary: 'The configuration, or a part of it, as one YAML text with all comments.',
  query: z.object({ kind: listQuery, namespace: listQuery, name: z.optional(z.string()) }),
  response: z.object({ fileName: z.string(), objects: z.number(), yaml: z.string() }),
});

export type ConfigList = z.infer<typeof listConfig.response>;
export type ConfigDetail = z.infer<typeof configDetailSchema>;
