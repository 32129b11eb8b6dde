import * as z from 'zod/mini';
import type { Endpoint } from '../../protocol/api/endpoint';
import { errorAnswerSchema } from '../../protocol/api/error-answer';
import { ERROR_CODES } from '../../protocol/error-code';
import { ERROR_STATUS } from '../http/error-status';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of some endpoints, made from the schemas that also check them. */
export function describeApi(endpoints: readonly Endpoint[], version: string): Json {
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: describeOperation(endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Meshscope', version, description: 'Everything the screens of the console show.' },
    paths,
    components: {
      schemas: { Error: toSchema(errorAnswerSchema, 'output') },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'meshscope_session' },
        token: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}

function describeOperation(endpoint: Endpoint): Json {
  const pathNames = [...endpoint.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
  return {
    operationId: operationId(endpoint),
    summary: endpoint.summary,
    parameters: [
      ...pathNames.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
      ...describeQuery(endpoint),
    ],
    ...(endpoint.body === undefined
      ? {}
      : { requestBody: { required: true, content: json(toSchema(endpoint.body, 'input')) } }),
    responses: {
      '200': {
        description: 'OK',
        content: {
          ...json(toSchema(endpoint.response, 'output')),
          ...(endpoint.step === undefined
            ? {}
            : { 'application/x-ndjson': { schema: toSchema(endpoint.step, 'output') } }),
        },
      },
      ...errors(),
    },
    security: endpoint.isPublic === true ? [] : [{ session: [] }, { token: [] }],
  };
}

function describeQuery(endpoint: Endpoint): Json[] {
  const { properties = {}, required = [] } = toSchema(endpoint.query, 'input') as {
    properties?: Record<string, unknown>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

function errors(): Json {
  const byStatus = new Map<number, string[]>();
  for (const code of ERROR_CODES) {
    byStatus.set(ERROR_STATUS[code], [...(byStatus.get(ERROR_STATUS[code]) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      { description: codes.join(', '), content: json({ $ref: '#/components/schemas/Error' }) },
    ]),
  );
}

function operationId({ method, path }: Endpoint): string {
  const words = path.replace('/api/', '').split(/[/:-]+/);
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return method.toLowerCase() + name;
}

function toSchema(schema: z.ZodMiniType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

function json(schema: Json): Json {
  return { 'application/json': { schema } };
}
