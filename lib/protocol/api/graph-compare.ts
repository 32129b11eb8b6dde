import * as z from 'zod/mini';
import { EDGE_CHANGES } from '../../mesh/graph/compare/compare-edges';
import { defineEndpoint } from './endpoint';
import { graphParamsSchema } from './graph';
import { answeredWindow } from './time-window';

const window = z.object(answeredWindow);

/** What a comparison is asked by: a graph, and what its window is held against. */
export const graphCompareParamsSchema = z.object({
  ...graphParamsSchema.shape,
  /** The other window lies so many seconds before; without it and `baseFrom` right before. */
  ago: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(31_536_000))),
  /** Or starts here (epoch milliseconds), as long as the window itself. */
  baseFrom: z.optional(z.coerce.number().check(z.int(), z.gte(0))),
});

/** GET /api/graph/compare */
export const compareGraph = defineEndpoint({
  method: 'GET',
  path: '/api/graph/compare',
  summary: 'What changed on the edges of a graph since another window, ranked; chance is told from change.',
  query: graphCompareParamsSchema,
  response: z.object({
    before: window,
    after: window,
    /** Where recording begins, when that is within or after the other window (epoch milliseconds): what lies before is unknown. */
    recordedFrom: z.nullable(z.number()),
    changes: z.array(
      z.object({
        edge: z.string(),
        source: z.string(),
        target: z.string(),
        protocol: z.enum(['http', 'grpc', 'tcp']),
        kind: z.enum(EDGE_CHANGES),
        before: z.number(),
        after: z.number(),
        isSure: z.boolean(),
        weight: z.number(),
      }),
    ),
  }),
});

export type GraphCompareParams = z.infer<typeof graphCompareParamsSchema>;

export type GraphCompareAnswer = z.infer<typeof compareGraph.response>;
