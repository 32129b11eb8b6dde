import * as z from 'zod/mini';
import { ERROR_CODES } from '../error-code';

/** The path of the browsers' WebSocket. */
export const LIVE_PATH = '/live';

/** The version in the first message of either side. */
export const LIVE_PROTOCOL = 1;

/** Bounds of one browser's connection. */
export const LIVE_LIMITS = {
  messageBytes: 64 * 1024,
  subscriptions: 32,
  bufferedBytes: 4 * 1024 * 1024,
} as const;

/**
 * What can be followed; parameters are those of the endpoint of the same name, windows relative to now.
 * Collections of each document:
 * `graph`: nodes, edges, meta (`window`: {from, to, type}); `overview`: namespaces, meta; `entities`: rows, meta;
 * `signals`: groups ({key, totals}), points (`<group>|<t>`), codes, meta; `logs`: lines (newest 500), meta;
 * `agents`: agents, meta; `config`: agents (as GET /api/config/push has them), meta (`push`: the rest of that answer);
 * `events`: events (newest 200); `pulse`: meta (`pulse`: {newestDataAt, requestsPerSecond, errorPercent, agents}).
 */
export const LIVE_TOPICS = [
  'graph',
  'overview',
  'entities',
  'signals',
  'logs',
  'agents',
  'config',
  'events',
  'pulse',
] as const;

export type LiveTopic = (typeof LIVE_TOPICS)[number];

/** Everything a browser says. */
export const browserMessageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('subscribe'),
    /** The browser's own number for the subscription. */
    id: z.int(),
    topic: z.enum(LIVE_TOPICS),
    /** As in the endpoint's query string. */
    params: z.record(z.string(), z.string().check(z.maxLength(2_048))),
  }),
  z.object({ type: z.literal('unsubscribe'), id: z.int() }),
]);

const collections = z.record(z.string(), z.record(z.string(), z.unknown()));

/** Everything the console says to a browser; `at` is the console's clock, epoch milliseconds. */
export const liveMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('welcome'), protocol: z.int(), at: z.number(), version: z.string() }),
  z.object({ type: z.literal('snapshot'), id: z.int(), at: z.number(), document: collections }),
  z.object({
    type: z.literal('delta'),
    id: z.int(),
    at: z.number(),
    delta: z.record(
      z.string(),
      z.object({
        set: z.optional(z.record(z.string(), z.unknown())),
        patch: z.optional(z.record(z.string(), z.record(z.string(), z.unknown()))),
        remove: z.optional(z.array(z.string())),
      }),
    ),
  }),
  z.object({ type: z.literal('tick'), at: z.number() }),
  z.object({
    type: z.literal('error'),
    id: z.optional(z.int()),
    at: z.number(),
    error: z.object({ code: z.enum(ERROR_CODES), message: z.string() }),
  }),
]);

export type BrowserMessage = z.infer<typeof browserMessageSchema>;
export type LiveMessage = z.infer<typeof liveMessageSchema>;
