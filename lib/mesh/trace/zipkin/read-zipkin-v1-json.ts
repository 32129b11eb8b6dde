import { asList, asNumber, asObject, asText, type JsonObject } from '../json-fields';
import { Malformed } from '../malformed';
import type { Span } from '../span';
import type { FindOwner } from '../span-owner';
import { readZipkinJson } from './read-zipkin-json';

type Kind = 'CLIENT' | 'SERVER' | 'PRODUCER' | 'CONSUMER';

/** The annotations by which a v1 span says whose side it is: begin and end of each kind. */
const SIDES: readonly [Kind, string, string][] = [
  ['CLIENT', 'cs', 'cr'],
  ['SERVER', 'sr', 'ss'],
  ['PRODUCER', 'ms', 'ws'],
  ['CONSUMER', 'wr', 'mr'],
];
const CORE = new Set(SIDES.flatMap(([, begin, end]) => [begin, end]));
/** Binary annotations that name the other side's address. */
const ADDRESSES = new Set(['sa', 'ca', 'ma']);

interface Annotation {
  timestamp: number;
  value: string;
  endpoint: unknown;
}

/** Reads Zipkin's v1 list of spans; one that holds both sides of a call becomes two. Throws `Malformed`. */
export function readZipkinV1Json(message: unknown, findOwner: FindOwner): Span[] {
  if (!Array.isArray(message)) throw new Malformed('the body is no list of spans');
  return readZipkinJson(
    message.flatMap((value) => toVersion2(asObject(value, 'A span'))),
    findOwner,
  );
}

function toVersion2(span: JsonObject): JsonObject[] {
  const annotations = asList(span.annotations, 'annotations').map(readAnnotation);
  const binary = asList(span.binaryAnnotations, 'binaryAnnotations').map((value) =>
    asObject(value, 'A binary annotation'),
  );
  const sides = SIDES.flatMap(([kind, begin, end]) => {
    const first = annotations.find(({ value }) => value === begin);
    const last = annotations.find(({ value }) => value === end);
    return first === undefined && last === undefined ? [] : [{ kind, first, last }];
  });
  if (sides.length === 0) {
    const endpoint = annotations[0]?.endpoint ?? binary.find(({ key }) => !isAddress(key))?.endpoint;
    return [{ ...commonOf(span, annotations, binary, endpoint), ...timesOf(span) }];
  }
  return sides.map(({ kind, first, last }) => ({
    ...commonOf(span, annotations, binary, (first ?? last)?.endpoint),
    ...(sides.length === 1 ? timesOf(span) : {}),
    ...timesBetween(span, sides.length === 1, first, last),
    kind,
  }));
}

function commonOf(
  span: JsonObject,
  annotations: readonly Annotation[],
  binary: readonly JsonObject[],
  endpoint: unknown,
): JsonObject {
  const { traceId, id, parentId, name } = span;
  const mine = serviceOf(endpoint);
  const isMine = (other: unknown): boolean =>
    other === undefined || other === null || serviceOf(other) === mine;
  return {
    traceId,
    id,
    parentId,
    name,
    localEndpoint: endpoint,
    remoteEndpoint: binary.find(({ key, endpoint: other }) => isAddress(key) && !isMine(other))?.endpoint,
    annotations: annotations.filter(({ value, endpoint: other }) => !CORE.has(value) && isMine(other)),
    tags: Object.fromEntries(
      binary
        .filter(({ key, endpoint: other }) => !isAddress(key) && isMine(other))
        .map(({ key, value }) => [asText(key, 'key'), printBinary(value)]),
    ),
  };
}

function timesOf({ timestamp, duration }: JsonObject): JsonObject {
  return { timestamp, duration };
}

/** The side's own annotations tell its time where the span does not. */
function timesBetween(
  span: JsonObject,
  isOnly: boolean,
  first: Annotation | undefined,
  last: Annotation | undefined,
): JsonObject {
  const timestamp = first?.timestamp ?? last?.timestamp ?? 0;
  const own = {
    timestamp,
    duration: first === undefined || last === undefined ? 0 : Math.max(0, last.timestamp - first.timestamp),
  };
  if (!isOnly) return own;
  return {
    timestamp: span.timestamp ?? own.timestamp,
    duration: span.duration ?? own.duration,
  };
}

function readAnnotation(value: unknown): Annotation {
  const annotation = asObject(value, 'An annotation');
  return {
    timestamp: asNumber(annotation.timestamp, 'timestamp'),
    value: asText(annotation.value, 'An annotation value'),
    endpoint: annotation.endpoint,
  };
}

function isAddress(key: unknown): boolean {
  return typeof key === 'string' && ADDRESSES.has(key);
}

function serviceOf(endpoint: unknown): string {
  return asText(asObject(endpoint ?? {}, 'An endpoint').serviceName, 'serviceName');
}

function printBinary(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '');
}
