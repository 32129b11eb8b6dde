import type * as z from 'zod/mini';
import { touches } from '../../../mesh/config/references/touches';
import type { JudgedFinding } from '../../../mesh/rules/acknowledgement/acknowledgement';
import type { ConfigItem } from '../../../protocol/api/config';
import type { ConfigList, listConfig as endpoint } from '../../../protocol/api/config-objects';
import { AppError } from '../../../protocol/app-error';
import type { StoredObject } from '../../store/contract/config-records';
import type { ConfigDeps } from '../config-deps';
import { findTarget } from './find-target';

type ListQuery = z.output<typeof endpoint.query>;
type Severities = readonly string[];

/** The objects that fit the filters, by kind, namespace and name. */
export async function listConfig(deps: ConfigDeps, query: ListQuery): Promise<ConfigList> {
  const { state, findings } = deps;
  const { revision } = state;
  const objects = query.of === undefined ? [...state.objects().values()] : objectsAbout(query.of, deps);
  const byObject = await findings.byObject();
  const items = objects
    .filter((object) => fits(object, query))
    .map((object) => describeItem(object, byObject.get(object.key) ?? []))
    .filter((item) => hasSeverity(item, query.finding))
    .sort(compareItems);
  const start = query.cursor === undefined ? 0 : findStart(items, query.cursor);
  const page = items.slice(start, start + query.limit);
  const last = start + page.length < items.length ? page.at(-1) : undefined;
  return {
    revision,
    items: page,
    total: items.length,
    kinds: countBy(objects, ({ kind }) => kind),
    namespaces: countBy(objects, ({ namespace }) => namespace),
    nextCursor: last === undefined ? null : Buffer.from(orderKey(last)).toString('base64url'),
  };
}

/** Objects that have something to say about a service, workload or app. */
function objectsAbout(id: string, { state, registry }: ConfigDeps): StoredObject[] {
  const { services, settings } = registry.snapshot();
  const scope = { rootNamespace: settings.rootNamespace, domain: `svc.${settings.clusterDomain}` };
  const agents = registry.agents().map(({ hello }) => hello.identity);
  const target = findTarget(id, services, agents, scope.domain);
  const resources = state.resources();
  return [...state.objects().values()].filter((_, index) => {
    const resource = resources[index];
    return resource !== undefined && touches(resource, target, scope);
  });
}

/** An object as a list shows it. */
export function describeItem(object: StoredObject, findings: readonly JudgedFinding[]): ConfigItem {
  const { key, kind, namespace, name, version, revision, author } = object;
  const counting = findings.filter(({ acknowledged }) => acknowledged === undefined);
  const count = (severity: JudgedFinding['severity']) =>
    counting.filter((one) => one.severity === severity).length;
  return {
    ...{ key, kind, namespace, name, version, revision, author },
    apiVersion: object.object.apiVersion,
    labels: { ...object.object.metadata.labels },
    createdAt: object.createdAtMs,
    updatedAt: object.updatedAtMs,
    findings: { error: count('error'), warning: count('warning'), info: count('info') },
  };
}

function fits({ kind, namespace, name, object }: StoredObject, query: ListQuery): boolean {
  if (query.kind.length > 0 && !query.kind.includes(kind)) return false;
  if (query.namespace.length > 0 && !query.namespace.includes(namespace)) return false;
  if (query.name !== undefined && !name.includes(query.name)) return false;
  const labels = object.metadata.labels ?? {};
  return query.label.every((label) => {
    const [key = '', ...value] = label.split('=');
    return Object.hasOwn(labels, key) && (value.length === 0 || labels[key] === value.join('='));
  });
}

function hasSeverity({ findings }: ConfigItem, wanted: Severities): boolean {
  if (wanted.length === 0) return true;
  const isClean = findings.error + findings.warning + findings.info === 0;
  return (
    (wanted.includes('none') && isClean) ||
    (['error', 'warning', 'info'] as const).some((one) => wanted.includes(one) && findings[one] > 0)
  );
}

function findStart(items: readonly ConfigItem[], cursor: string): number {
  const after = Buffer.from(cursor, 'base64url').toString('utf8');
  if (after.split('\0').length !== 3)
    throw new AppError('bad_request', 'The cursor does not belong to this list');
  const index = items.findIndex((item) => orderKey(item) > after);
  return index < 0 ? items.length : index;
}

function orderKey({ kind, namespace, name }: ConfigItem): string {
  return `${kind}\0${namespace}\0${name}`;
}

function compareItems(a: ConfigItem, b: ConfigItem): number {
  const left = orderKey(a);
  const right = orderKey(b);
  return left < right ? -1 : left > right ? 1 : 0;
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}
