import { AppError } from '../../../protocol/app-error';
import type { TraceFilter } from '../../store/contract/trace-reader';
import { serviceFilter } from '../find-traces';
import { readDurationUs } from '../read-duration';

type Filter = { -readonly [K in keyof TraceFilter]: TraceFilter[K] } & { tags: Record<string, string> };

const CONDITION = /^([\w.:-]+|\.[\w.-]+)\s*(=~|!~|!=|>=|<=|=|>|<)\s*("(?:[^"\\]|\\.)*"|`[^`]*`|[^\s&|{}]+)/;
const STATUSES = new Set(['ok', 'error', 'unset']);
const KINDS: Readonly<Record<string, NonNullable<TraceFilter['kind']>>> = {
  server: 'SERVER',
  client: 'CLIENT',
  producer: 'PRODUCER',
  consumer: 'CONSUMER',
  internal: 'INTERNAL',
};

/** Reads the part of TraceQL that one span set without pipeline needs: `{ cond && cond }`; says what it cannot read. */
export function readTraceQl(text: string): TraceFilter {
  const inner = /^\{([\s\S]*)\}$/.exec(text.trim())?.[1];
  if (inner === undefined) throw cannot(text, 'one set of conditions in braces is understood');
  const filter: Filter = { tags: {} };
  let rest = inner.trim();
  while (rest !== '') {
    const [whole, field = '', operator = '', value = ''] = CONDITION.exec(rest) ?? [];
    if (whole === undefined) throw cannot(text, `there is no condition at "${rest}"`);
    addCondition(filter, field, operator, unquote(value), text);
    rest = rest.slice(whole.length).trim();
    if (rest === '') break;
    if (!rest.startsWith('&&')) throw cannot(text, 'conditions are joined by && only');
    rest = rest.slice(2).trim();
  }
  const { tags, ...others } = filter;
  return Object.keys(tags).length === 0 ? others : filter;
}

function addCondition(filter: Filter, field: string, operator: string, value: string, text: string): void {
  if (field === 'duration' || field === 'span:duration') {
    addDuration(filter, operator, value, text);
    return;
  }
  if (operator !== '=') throw cannot(text, `${field} can only be compared by =`);
  const name = field.replace(/^(?:resource|span|\.)\.?/, '').replace(/^:/, '');
  if (name === 'service.name') Object.assign(filter, serviceFilter(value));
  else if (name === 'name') filter.operation = value;
  else if (name === 'status' && STATUSES.has(value)) filter.status = value as 'ok';
  else if (name === 'kind' && KINDS[value] !== undefined) filter.kind = KINDS[value];
  else if (field.startsWith('.') || /^(?:resource|span)\./.test(field)) filter.tags[name] = value;
  else throw cannot(text, `"${field}" with the value "${value}" is not known`);
}

function addDuration(filter: Filter, operator: string, value: string, text: string): void {
  const us = readDurationUs(value) ?? 0;
  if (operator === '>') filter.minDurationUs = us + 1;
  else if (operator === '>=') filter.minDurationUs = us;
  else if (operator === '<') filter.maxDurationUs = us - 1;
  else if (operator === '<=') filter.maxDurationUs = us;
  else throw cannot(text, 'a duration is compared by > >= < <=');
}

function unquote(value: string): string {
  if (value.startsWith('`')) return value.slice(1, -1);
  return value.startsWith('"') ? value.slice(1, -1).replaceAll(/\\(.)/g, '$1') : value;
}

function cannot(text: string, reason: string): AppError {
  return new AppError('bad_request', `Cannot read the query ${text}: ${reason}`);
}
