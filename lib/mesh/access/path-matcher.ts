import { compilePattern } from '../pattern/re2';
import { compileTextMatcher, type TextMatcher } from './text-matcher';

const QUOTED = /[.*+?^$()|[\]\\{}]/g;

/** A policy's path: plain with an asterisk at one end, or a template of segments; undefined for a broken template. */
export function compilePathMatcher(value: string): TextMatcher | undefined {
  return value.includes('{') || value.includes('}') ? compileTemplate(value) : compileTextMatcher(value);
}

/** `{*}` is one segment, `{**}` any number of them and the last operator; both fill their segment. */
function compileTemplate(template: string): TextMatcher | undefined {
  if (!template.startsWith('/')) return undefined;
  const segments = template.slice(1).split('/');
  const restAt = segments.indexOf('{**}');
  if (restAt >= 0 && segments.slice(restAt + 1).some((segment) => segment.includes('{'))) return undefined;
  const patterns: string[] = [];
  for (const segment of segments) {
    const pattern = compileSegment(segment);
    if (pattern === undefined) return undefined;
    patterns.push(pattern);
  }
  const compiled = compilePattern(`/${patterns.join('/')}`);
  return 'error' in compiled ? undefined : (path) => compiled.matches(path);
}

function compileSegment(segment: string): string | undefined {
  if (segment === '{*}') return '[^/]+';
  if (segment === '{**}') return '.*';
  return /[{}*]/.test(segment) ? undefined : segment.replaceAll(QUOTED, '\\$&');
}
