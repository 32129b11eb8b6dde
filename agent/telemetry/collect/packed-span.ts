import type { ExchangeRecord } from '../exchange-record';
import { EXCHANGE_TAGS, isFailed, PEER_TAGS } from '../span-tags';

/** Cannot stand in a head of HTTP, so that it needs no escape. */
const SEPARATOR = '\x1f';
const HEAD_FIELDS = 8;
const FIXED_FIELDS = HEAD_FIELDS + EXCHANGE_TAGS.length + PEER_TAGS.length;

/** A span of this agent without what all its spans share; empty values stand for tags it does not have. */
export interface SpanRow {
  traceId: string;
  spanId: string;
  parentSpanId: string;
  operation: string;
  kind: string;
  startUs: number;
  durationUs: number;
  status: string;
  tags: (readonly [string, string])[];
}

/** A span as short text that begins with its trace's id: a third of what the exchange itself would hold on to. */
export function packSpan(exchange: ExchangeRecord, extra: readonly (readonly [string, string])[]): string {
  let text = `${exchange.traceId}\x1f${exchange.spanId}\x1f${exchange.parentSpanId ?? ''}\x1f${exchange.operation}\x1f${
    exchange.direction === 'inbound' ? 'SERVER' : 'CLIENT'
  }\x1f${Math.round(exchange.startedAtMs * 1000)}\x1f${Math.round(exchange.durationMs * 1000)}\x1f${
    isFailed(exchange) ? 'error' : 'unset'
  }`;
  for (let i = 0; i < EXCHANGE_TAGS.length; i++) text += SEPARATOR + (EXCHANGE_TAGS[i]?.[1](exchange) ?? '');
  const { peer } = exchange;
  for (let i = 0; i < PEER_TAGS.length; i++) {
    text += peer === undefined ? SEPARATOR : SEPARATOR + (PEER_TAGS[i]?.[1](peer) ?? '');
  }
  for (const [name, value] of extra) text += SEPARATOR + name + SEPARATOR + value;
  return text;
}

/** The inverse of `packSpan`; undefined for a text whose fields do not add up. */
export function unpackSpan(text: string): SpanRow | undefined {
  const fields = text.split(SEPARATOR);
  if (fields.length < FIXED_FIELDS || (fields.length - FIXED_FIELDS) % 2 !== 0) return undefined;
  const [traceId = '', spanId = '', parentSpanId = '', operation = '', kind = '', start, duration, status] =
    fields;
  const tags: [string, string][] = [];
  let at = HEAD_FIELDS;
  for (const [name] of [...EXCHANGE_TAGS, ...PEER_TAGS]) tags.push([name, fields[at++] ?? '']);
  for (; at < fields.length; at += 2) tags.push([fields[at] ?? '', fields[at + 1] ?? '']);
  return {
    traceId,
    spanId,
    parentSpanId,
    operation,
    kind,
    startUs: Number(start),
    durationUs: Number(duration),
    status: status ?? 'unset',
    tags: tags.filter(([, value]) => value !== ''),
  };
}
