import * as z from 'zod/mini';
import { MOST_TOLERANCES } from '../../mesh/health/object-tolerances';
import { LONGEST_TEMPLATE, MOST_TEMPLATES } from '../../mesh/metrics/operation-template';
import { objectNameSchema } from './config';
import { defineEndpoint } from './endpoint';
import { answeredWindow, timeWindowQuery } from './time-window';

const name = z.string().check(z.minLength(1), z.maxLength(253));
const percent = z.number().check(z.gte(0), z.lte(100));

/** How large a share of requests may end in certain codes. */
const toleranceSchema = z.object({
  /** Pattern of codes or grpc statuses; `X` stands for a digit, `-` for no response. */
  code: z.string().check(z.minLength(1), z.maxLength(200)),
  protocol: z.string().check(z.maxLength(200)),
  direction: z.string().check(z.maxLength(200)),
  degraded: percent,
  failure: percent,
});

/** An object that has health of its own. */
const healthSubject = { kind: z.enum(['app', 'service', 'workload']), namespace: name, name };

/** Tolerances of one object, set by hand. */
export const objectTolerancesSchema = z.object({
  ...healthSubject,
  tolerances: z.array(toleranceSchema).check(z.maxLength(MOST_TOLERANCES)),
});

/** Path templates of one service. */
export const serviceOperationsSchema = z.object({
  namespace: name,
  name,
  templates: z
    .array(z.string().check(z.trim(), z.minLength(1), z.maxLength(LONGEST_TEMPLATE)))
    .check(z.maxLength(MOST_TEMPLATES)),
});

const price = z.number().check(z.gte(0), z.lte(1_000));

/** What moving a gigabyte costs. */
export const transferPricesSchema = z.object({
  currency: z.string().check(z.trim(), z.minLength(1), z.maxLength(8)),
  zone: price,
  region: price,
  egress: price,
});

const pricesAnswer = z.object({
  /** False while nobody set them. */
  isSet: z.boolean(),
  prices: transferPricesSchema,
});

/** GET /api/prices */
export const getPrices = defineEndpoint({
  method: 'GET',
  path: '/api/prices',
  summary: 'What moving a gigabyte costs between zones, between regions and out of the mesh.',
  query: z.object({}),
  response: pricesAnswer,
});

/** PUT /api/prices: null goes back to the defaults. */
export const putPrices = defineEndpoint({
  method: 'PUT',
  path: '/api/prices',
  summary: 'Sets what moving a gigabyte costs; edges of the graph are priced by it at once.',
  query: z.object({}),
  body: z.object({ prices: z.nullable(transferPricesSchema) }),
  response: pricesAnswer,
});

const tolerancesAnswer = z.object({
  /** Whose word holds: the object's own annotation, what was set here, or Kiali's defaults. */
  source: z.enum(['annotation', 'page', 'default']),
  tolerances: z.array(toleranceSchema),
  /** What was set here, whether it holds or an annotation goes before it. */
  byHand: z.array(toleranceSchema),
  /** The object with the annotation. */
  annotated: z.nullable(objectNameSchema),
});

/** GET /api/tolerances */
export const getTolerances = defineEndpoint({
  method: 'GET',
  path: '/api/tolerances',
  summary: 'By what the health of an application, a workload or a service is judged, and who said so.',
  query: z.object(healthSubject),
  response: tolerancesAnswer,
});

/** PUT /api/tolerances: an empty list takes back what was set. */
export const putTolerances = defineEndpoint({
  method: 'PUT',
  path: '/api/tolerances',
  summary: 'Sets by what the health of one object is judged, everywhere and at once.',
  query: z.object({}),
  body: objectTolerancesSchema,
  response: tolerancesAnswer,
});

/** An operation that agents learnt from the paths of requests. */
const learntOperationSchema = z.object({
  /** As it was learnt: `GET /orders/{id}`. */
  learnt: z.string(),
  /** As it is shown: the template it falls under, else as learnt. */
  shown: z.string(),
  /** In the window. */
  requests: z.number(),
});

const operationsAnswer = z.object({
  templates: z.array(z.string()),
  operations: z.array(learntOperationSchema),
  ...answeredWindow,
});

/** GET /api/operations */
export const getOperations = defineEndpoint({
  method: 'GET',
  path: '/api/operations',
  summary:
    'The operations of a service as they were learnt, the templates that rename them, and what comes of both.',
  query: z.object({ ...timeWindowQuery, namespace: name, name }),
  response: operationsAnswer,
});

/** PUT /api/operations: an empty list goes back to what is learnt. */
export const putOperations = defineEndpoint({
  method: 'PUT',
  path: '/api/operations',
  summary:
    'Sets the path templates of a service: history is renamed at once, agents count by them from now on.',
  query: z.object({}),
  body: serviceOperationsSchema,
  response: z.object({ templates: z.array(z.string()) }),
});

export type TolerancesAnswer = z.infer<typeof tolerancesAnswer>;
export type OperationsAnswer = z.infer<typeof operationsAnswer>;
export type PricesAnswer = z.infer<typeof pricesAnswer>;
