import type { ConfigObject } from './config-object';
import type { ConfigResource, ResourceMetadata, ResourceOrigin } from './resource';

/** Why a value is not an object of a configuration. */
export interface ObjectRefusal {
  path: string;
  message: string;
}

/** The resource of an object that is not text: from the wire, the store, a wizard. Its name and kind must be there. */
export function resourceOf(object: ConfigObject, index = 0): ConfigResource {
  const read = readObject(object, { file: '', index, locate: () => undefined });
  if (!('metadata' in read)) throw new Error(read.message);
  return read;
}

/** A value as a resource that came from `origin`, or what is missing. */
export function readObject(value: unknown, origin: ResourceOrigin): ConfigResource | ObjectRefusal {
  if (!isRecord(value))
    return { path: '', message: 'A document must be a mapping with apiVersion, kind and metadata' };
  const { apiVersion, kind } = value;
  if (typeof kind !== 'string' || kind === '') return { path: '', message: 'The object has no kind' };
  if (typeof apiVersion !== 'string' || apiVersion === '') {
    return { path: 'kind', message: `The ${kind} has no apiVersion` };
  }
  if (kind === 'List' && !Array.isArray(value.items)) {
    return { path: 'items' in value ? 'items' : 'kind', message: 'The List has no list of items' };
  }
  if (value.metadata !== undefined && value.metadata !== null && !isRecord(value.metadata)) {
    return { path: 'metadata', message: `metadata of the ${kind} must be a mapping` };
  }
  const metadata = readMetadata(value.metadata);
  if (metadata === undefined) return { path: 'metadata', message: `The ${kind} has no metadata.name` };
  const slash = apiVersion.lastIndexOf('/');
  const group = slash < 0 ? '' : apiVersion.slice(0, slash);
  return {
    apiVersion,
    group,
    version: apiVersion.slice(slash + 1),
    kind,
    metadata,
    spec: value.spec ?? {},
    raw: value,
    origin,
  };
}

function readMetadata(value: unknown): ResourceMetadata | undefined {
  const metadata = isRecord(value) ? value : {};
  const { name, generateName, namespace, creationTimestamp, generation } = metadata;
  const label = typeof name === 'string' || typeof name === 'number' ? String(name) : generateName;
  if (typeof label !== 'string' || label === '') return undefined;
  const created = typeof creationTimestamp === 'string' ? Date.parse(creationTimestamp) : Number.NaN;
  return {
    name: label,
    namespace: typeof namespace === 'string' ? namespace : '',
    labels: readStrings(metadata.labels),
    annotations: readStrings(metadata.annotations),
    ...(Number.isNaN(created) ? {} : { creationTimestamp: created }),
    ...(typeof generation === 'number' ? { generation } : {}),
  };
}

function readStrings(value: unknown): Record<string, string> {
  if (!isRecord(value)) return {};
  const strings: Record<string, string> = {};
  for (const [key, text] of Object.entries(value)) {
    if (text !== null && typeof text !== 'object') strings[key] = String(text);
  }
  return strings;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
