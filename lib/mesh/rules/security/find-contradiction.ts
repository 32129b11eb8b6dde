import { compileIpBlock } from '../../access/ip-block';
import { isPatternWithin, patternsMeet } from './match-pattern';
import type { Constraint } from './rule-constraints';

type Compare = (a: string, b: string) => boolean;

/** Why no request can meet all constraints, in words; undefined where one can. */
export function findContradiction(constraints: readonly Constraint[]): string | undefined {
  for (const attribute of new Set(constraints.map((one) => one.attribute))) {
    const reason = judge(
      attribute,
      constraints.filter((one) => one.attribute === attribute),
    );
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function judge(attribute: string, list: readonly Constraint[]): string | undefined {
  const isWithin = withinOf(attribute);
  const wanting = list.filter(({ wanted }) => wanted.length > 0);
  for (const one of wanting) {
    const left = one.wanted.filter(
      (value) => !list.some(({ unwanted }) => unwanted.some((other) => isWithin(value, other))),
    );
    if (left.length > 0) continue;
    const excluding = list.find(({ unwanted }) => unwanted.length > 0);
    return `${one.path} takes only what ${excluding?.path} excludes`;
  }
  const meets = meetingOf(attribute, isWithin);
  for (const [index, a] of wanting.entries()) {
    const b = wanting
      .slice(index + 1)
      .find((other) => !other.isMany && !a.wanted.some((x) => other.wanted.some((y) => meets(x, y))));
    if (b !== undefined) return `${a.path} and ${b.path} have no value in common`;
  }
  return undefined;
}

function withinOf(attribute: string): Compare {
  if (attribute.endsWith('.ip')) return isBlockWithin;
  return attribute === 'path' ? (a, b) => a === b || (!isTemplate(a) && isPathWithin(a, b)) : isPatternWithin;
}

function meetingOf(attribute: string, isWithin: Compare): Compare {
  if (attribute.endsWith('.ip')) return (a, b) => isWithin(a, b) || isWithin(b, a);
  // Where templates meet is not worth the search.
  return attribute === 'path' ? (a, b) => isTemplate(a) || isTemplate(b) || patternsMeet(a, b) : patternsMeet;
}

function isTemplate(path: string): boolean {
  return path.includes('{');
}

function isPathWithin(path: string, wide: string): boolean {
  return wide === '/{**}' ? path.startsWith('/') : !isTemplate(wide) && isPatternWithin(path, wide);
}

function isBlockWithin(narrow: string, wide: string): boolean {
  const [address = '', bits = ''] = narrow.split('/');
  const wideBits = wide.split('/')[1];
  if (wideBits === undefined) return narrow === wide;
  const most = address.includes(':') ? 128 : 32;
  return Number(bits || most) >= Number(wideBits) && compileIpBlock(wide)?.(address) === true;
}
