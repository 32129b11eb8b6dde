import * as z from 'zod';

const headers = z.record(z.string(), z.string());

const expectation = z.object({
  statusCodes: z.array(z.number()).optional(),
  response: z
    .object({
      headers: headers.default({}),
      absentHeaders: z.array(z.string()).default([]),
      validHeaderValues: z.record(z.string(), z.array(z.string())).default({}),
      ignoreWhitespace: z.boolean().default(false),
    })
    .optional(),
  backend: z.string().optional(),
  namespace: z.string().optional(),
  backendRequest: z
    .object({
      path: z.string().optional(),
      host: z.string().optional(),
      method: z.string().optional(),
      headers: headers.optional(),
      absentHeaders: z.array(z.string()).default([]),
      sni: z.string().optional(),
    })
    .optional(),
  backendReceivesTls: z.boolean().optional(),
  backendSni: z.string().optional(),
  redirect: z
    .object({
      scheme: z.string().optional(),
      host: z.string().optional(),
      port: z.string().optional(),
      path: z.string().optional(),
    })
    .optional(),
  mirroredTo: z.array(z.object({ name: z.string(), percent: z.number().optional() })).optional(),
  answeredByGateway: z.boolean().optional(),
  failure: z.string().optional(),
});

const request = z.object({
  id: z.string(),
  verified: z.literal(false).optional(),
  gateway: z.object({ name: z.string(), namespace: z.string(), port: z.number() }).optional(),
  client: z.object({ app: z.string(), namespace: z.string() }).optional(),
  type: z.enum(['http', 'tcp', 'grpc']),
  request: z
    .object({
      method: z.string().default('GET'),
      host: z.string().optional(),
      path: z.string().default('/'),
      headers: headers.default({}),
      protocol: z.string().optional(),
      tls: z.boolean().default(false),
      sni: z.string().optional(),
      clientCertificate: z.string().optional(),
    })
    .optional(),
  tls: z.boolean().default(false),
  sni: z.string().optional(),
  backendSetsResponseHeaders: headers.optional(),
  expected: expectation,
});

/** A test of the Gateway API's conformance suite. */
export const gatewayApiCase = z.object({
  id: z.string(),
  verified: z.literal(false).optional(),
  dataPlane: z.enum(['gateway', 'mesh']),
  features: z.array(z.string()).default([]),
  baseManifest: z.string().optional(),
  manifests: z.array(z.string()).default([]),
  requests: z.array(request).default([]),
  /** Share of the requests each backend gets. */
  distribution: z.record(z.string(), z.number()).optional(),
});

export type GatewayApiCase = z.infer<typeof gatewayApiCase>;
export type GatewayApiRequest = GatewayApiCase['requests'][number];
