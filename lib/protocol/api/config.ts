import * as z from 'zod/mini';
import { CONFIG_KINDS, type ConfigKindName } from '../../mesh/config/kinds';

/** Bounds of what may be written into the configuration; each is answered with a clear error. */
export const CONFIG_LIMITS = {
  /** Bytes of the YAML of one request. */
  textBytes: 8 * 1024 * 1024,
  /** Bytes of a request's body: JSON escapes line ends and quotes. */
  bodyBytes: 16 * 1024 * 1024,
  /** Bytes of one document in it. */
  documentBytes: 1024 * 1024,
  /** Objects changed by one request, and kept at all. */
  objectsPerChange: 5_000,
  objects: 20_000,
  /** Characters of a reason, and of a name. */
  reasonLength: 500,
  nameLength: 253,
} as const;

/** Meshscope's name of a kind: Kubernetes' own, but `K8sGateway` for the Gateway of the Gateway API. */
export const kindNameSchema = z.enum(Object.keys(CONFIG_KINDS) as [ConfigKindName, ...ConfigKindName[]]);

/** One object, whatever its version; `namespace` is empty for cluster-scoped kinds. */
export const objectNameSchema = z.object({
  kind: kindNameSchema,
  namespace: z.string().check(z.maxLength(CONFIG_LIMITS.nameLength)),
  name: z.string().check(z.minLength(1), z.maxLength(CONFIG_LIMITS.nameLength)),
});

/** Lines and columns count from 1. */
export const positionSchema = z.object({ line: z.number(), column: z.number() });

const referenceSchema = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
});

/** Why a finding may stand for now; `expiresAt` is null for one that may until it is gone. */
export const acknowledgedSchema = z.object({
  reason: z.string(),
  author: z.string(),
  at: z.number(),
  expiresAt: z.nullable(z.number()),
});

const fixSchema = z.object({
  title: z.string(),
  edits: z.array(z.object({ path: z.string(), value: z.exactOptional(z.unknown()) })),
});

/** One problem of the configuration: `JudgedFinding` of lib/mesh/rules on the wire. */
export const findingSchema = z.object({
  /** Its name: stays the same over edits elsewhere. */
  key: z.string(),
  /** Somebody let it stand: it is shown, and counts for nothing. */
  acknowledged: z.exactOptional(acknowledgedSchema),
  rule: z.string(),
  codes: z.array(z.string()),
  severity: z.enum(['error', 'warning', 'info']),
  resource: referenceSchema,
  path: z.string(),
  message: z.string(),
  file: z.string(),
  position: z.exactOptional(positionSchema),
  related: z.exactOptional(z.array(referenceSchema)),
  fix: z.exactOptional(fixSchema),
  /** Changes that solve it as well as `fix`. */
  otherFixes: z.exactOptional(z.array(fixSchema)),
});

/** How many findings an object has, besides those that are acknowledged. */
export const findingCountsSchema = z.object({ error: z.number(), warning: z.number(), info: z.number() });

/** An object in a list. Times are epoch milliseconds. */
export const configItemSchema = z.extend(objectNameSchema, {
  /** `group/Kind/namespace/name`. */
  key: z.string(),
  apiVersion: z.string(),
  labels: z.record(z.string(), z.string()),
  /** Counts its own changes from 1; a save says which version it is based on. */
  version: z.number(),
  /** The revision of the whole mesh that changed it last. */
  revision: z.number(),
  author: z.string(),
  /** Decides precedence: of two rules for one host the older wins. */
  createdAt: z.number(),
  updatedAt: z.number(),
  findings: findingCountsSchema,
});

/** One place where an object names another, seen from either side. */
export const configReferenceSchema = z.extend(objectNameSchema, {
  /** The field that names the other: of this object in `uses`, of the other one in `usedBy`. */
  path: z.string(),
  /** `subset v2`, `port 9080`: which part of the other is meant; empty for the whole. */
  part: z.string(),
  /** Where the other is: in the configuration, registered by agents, or nowhere. */
  found: z.enum(['config', 'registry', 'missing']),
});

/** Why a text is not a configuration: broken YAML, unknown kinds, wrong types. */
export const configProblemSchema = z.object({
  file: z.string(),
  position: positionSchema,
  message: z.string(),
});

export type ConfigItem = z.infer<typeof configItemSchema>;
export type ConfigObjectName = z.infer<typeof objectNameSchema>;
export type ConfigFinding = z.infer<typeof findingSchema>;
export type ConfigReference = z.infer<typeof configReferenceSchema>;
export type ConfigProblem = z.infer<typeof configProblemSchema>;
