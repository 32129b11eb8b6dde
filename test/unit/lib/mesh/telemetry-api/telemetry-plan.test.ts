import { describe, expect, it } from 'vitest';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { createResourceSet } from '@/lib/mesh/config/resource-set';
import { resolveTelemetry } from '@/lib/mesh/telemetry-api/telemetry-plan';

const WORKLOAD = { namespace: 'shop', labels: { app: 'cart' } };

function telemetry(name: string, namespace: string, spec: string, created = '2026-01-02T00:00:00Z'): string {
  return `apiVersion: telemetry.istio.io/v1\nkind: Telemetry\nmetadata: {name: ${name}, namespace: ${namespace}, creationTimestamp: '${created}'}\nspec: ${spec}\n`;
}

function resolve(...objects: string[]) {
  const { resources, problems } = parseResources(objects.join('---\n'), 'test.yaml');
  expect(problems).toEqual([]);
  return resolveTelemetry(createResourceSet(resources), DEFAULT_MESH_SETTINGS, WORKLOAD);
}

const mesh = (spec: string) => telemetry('mesh', 'istio-system', spec);
const namespace = (spec: string) => telemetry('all', 'shop', spec);
const workload = (spec: string) =>
  telemetry('cart', 'shop', `{selector: {matchLabels: {app: cart}}, ${spec}}`);
const facts = (code: bigint) => () => ({ response: { code } });

describe('resolveTelemetry()', () => {
  it('leaves everything to the mesh where nothing is said', () => {
    const { CLIENT } = resolve();
    expect(CLIENT.logs.isDefault).toBe(true);
    expect(CLIENT.tracing).toMatchObject({ samplingPercentage: undefined, reportsSpans: true, tags: [] });
    expect(CLIENT.metrics.changes.size).toBe(0);
  });

  it('merges tracing field by field, tags as a whole, the narrowest level last', () => {
    const { SERVER } = resolve(
      mesh('{tracing: [{randomSamplingPercentage: 10, customTags: {a: {literal: {value: x}}}}]}'),
      namespace('{tracing: [{disableSpanReporting: true}]}'),
      workload(
        'tracing: [{customTags: {b: {header: {name: X-B, defaultValue: none}}, c: {environment: {name: POD}}}}]',
      ),
    );
    expect(SERVER.tracing).toMatchObject({ samplingPercentage: 10, reportsSpans: false });
    expect(SERVER.tracing.tags).toEqual([
      { name: 'b', kind: 'header', header: 'x-b', fallback: 'none' },
      { name: 'c', kind: 'environment', variable: 'POD', fallback: '' },
    ]);
    expect(SERVER.headers).toEqual(['x-b']);
  });

  it('takes zero for a percentage, and the first entry of a level alone', () => {
    const { CLIENT } = resolve(
      mesh('{tracing: [{randomSamplingPercentage: 10}]}'),
      namespace('{tracing: [{randomSamplingPercentage: 0}, {randomSamplingPercentage: 50}]}'),
    );
    expect(CLIENT.tracing.samplingPercentage).toBe(0);
  });

  it('tells the sides apart', () => {
    const { CLIENT, SERVER } = resolve(
      mesh('{tracing: [{match: {mode: SERVER}, randomSamplingPercentage: 7}]}'),
      namespace('{accessLogging: [{match: {mode: CLIENT}, providers: [{name: envoy}], disabled: true}]}'),
    );
    expect([CLIENT.tracing.samplingPercentage, SERVER.tracing.samplingPercentage]).toEqual([undefined, 7]);
    expect([CLIENT.logs.isDefault, SERVER.logs.isDefault]).toEqual([false, true]);
    expect(CLIENT.logs.isLogged(facts(200n))).toBe(false);
  });

  it('takes the oldest of several of a namespace', () => {
    const { CLIENT } = resolve(
      telemetry('young', 'shop', '{tracing: [{randomSamplingPercentage: 1}]}', '2026-03-01T00:00:00Z'),
      telemetry('old', 'shop', '{tracing: [{randomSamplingPercentage: 2}]}', '2026-01-01T00:00:00Z'),
    );
    expect(CLIENT.tracing.samplingPercentage).toBe(2);
  });

  it('filters the access log, inheriting providers', () => {
    const { SERVER } = resolve(
      mesh('{accessLogging: [{providers: [{name: envoy}]}]}'),
      namespace("{accessLogging: [{filter: {expression: 'response.code >= 400'}}]}"),
    );
    expect(SERVER.logs.isLogged(facts(503n))).toBe(true);
    expect(SERVER.logs.isLogged(facts(200n))).toBe(false);
  });

  it('ignores an access-log entry without any provider', () => {
    expect(resolve(mesh('{accessLogging: [{disabled: true}]}')).SERVER.logs.isDefault).toBe(true);
  });

  it('switches a log on again that a wider level switched off', () => {
    const { SERVER } = resolve(
      mesh('{accessLogging: [{providers: [{name: envoy}], disabled: true}]}'),
      namespace('{accessLogging: [{providers: [{name: envoy}], disabled: false}]}'),
    );
    expect(SERVER.logs.isLogged(facts(200n))).toBe(true);
  });

  it('logs nothing by an expression that is none', () => {
    const { SERVER } = resolve(
      mesh("{accessLogging: [{providers: [{name: envoy}], filter: {expression: 'nope('}}]}"),
    );
    expect(SERVER.logs.isLogged(facts(500n))).toBe(false);
  });

  it('changes metrics in order, by metric and side', () => {
    const { CLIENT, SERVER } = resolve(
      mesh(
        "{metrics: [{overrides: [{tagOverrides: {source_app: {operation: REMOVE}, kind: {value: \"request.headers['x-kind'] | 'none'\"}}}, {match: {metric: REQUEST_SIZE, mode: CLIENT}, disabled: true}]}]}",
      ),
      workload(
        'metrics: [{overrides: [{match: {metric: REQUEST_COUNT}, tagOverrides: {kind: {operation: REMOVE}}}]}]',
      ),
    );
    expect(CLIENT.metrics.changes.get('istio_request_bytes')?.disabled).toBe(true);
    expect(SERVER.metrics.changes.get('istio_request_bytes')?.disabled).toBe(false);
    const count = CLIENT.metrics.changes.get('istio_requests_total');
    expect([...(count?.removed ?? [])]).toEqual(['source_app', 'kind']);
    expect([...(count?.set ?? [])]).toEqual([]);
    expect([...(CLIENT.metrics.changes.get('istio_response_bytes')?.set ?? [])]).toEqual(['kind']);
    expect(CLIENT.headers).toEqual(['x-kind']);
  });
});
