import { codeClass } from '@/lib/mesh/log/code-class';
import type { LogLine } from '@/lib/protocol/api/logs';

/** Lines whose method, service and path differ only in ids. */
export interface PathPattern {
  key: string;
  method: string;
  service: string;
  /** `/orders/{id}/items`. */
  template: string;
  lines: number;
  failures: number;
  meanMs: number;
  maxMs: number;
  newest: number;
  example: string;
}

const ID_PARTS: readonly [RegExp, string][] = [
  [/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i, '{uuid}'],
  [/^\d+$/, '{n}'],
  [/^[0-9a-f]{12,}$/i, '{hex}'],
  [/^(?=.*\d)(?=.*[a-z])[\w-]{16,}$/i, '{id}'],
  [/^[a-z]+[-_]\d+$/i, '{id}'],
];

/** The path without its query, ids replaced by what kind of id they are. */
export function pathTemplate(path: string): string {
  const bare = path.split('?', 1)[0] ?? path;
  return bare
    .split('/')
    .map((part) => ID_PARTS.find(([form]) => form.test(part))?.[1] ?? part)
    .join('/');
}

/** Groups lines by method, called service and path template; most lines first. */
export function pathPatterns(lines: readonly LogLine[]): PathPattern[] {
  const patterns = new Map<string, PathPattern>();
  for (const line of lines) {
    const method = line.method ?? '–';
    const service = line.destination_service_name;
    const template = pathTemplate(line.path ?? '');
    const key = `${method} ${service} ${template}`;
    const known = patterns.get(key);
    patterns.set(key, add(known ?? emptyPattern(key, method, service, template), line));
  }
  return [...patterns.values()].sort((a, b) => b.lines - a.lines || (a.key < b.key ? -1 : 1));
}

function emptyPattern(key: string, method: string, service: string, template: string): PathPattern {
  const numbers = { lines: 0, failures: 0, meanMs: 0, maxMs: 0, newest: 0 };
  return { key, method, service, template, ...numbers, example: '' };
}

function add(pattern: PathPattern, line: LogLine): PathPattern {
  const ms = line.duration_us / 1000;
  const kind = codeClass(line.response_code);
  const lines = pattern.lines + 1;
  return {
    ...pattern,
    lines,
    failures: pattern.failures + (kind === 'serverError' || kind === 'noResponse' ? 1 : 0),
    meanMs: pattern.meanMs + (ms - pattern.meanMs) / lines,
    maxMs: Math.max(pattern.maxMs, ms),
    newest: Math.max(pattern.newest, line.start_time),
    example: pattern.example === '' ? (line.path ?? '') : pattern.example,
  };
}
