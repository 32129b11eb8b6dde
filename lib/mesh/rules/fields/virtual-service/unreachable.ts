import type { HttpMatch, StringMatch, VirtualServiceSpec } from '../../../config/kinds/virtual-service';
import type { FieldReport } from '../field-report';

type Match = Readonly<Record<string, unknown>>;
interface Rule {
  readonly name?: string;
  readonly match?: readonly Match[];
}

/** Reports rules and conditions that nothing can ever reach: the first rule that matches wins. */
export function checkReachable(
  { http = [], tcp = [], tls = [] }: VirtualServiceSpec,
  report: FieldReport,
): void {
  for (const [rules, path] of [
    [http, 'spec.http'],
    [tcp, 'spec.tcp'],
    [tls, 'spec.tls'],
  ] as const) {
    checkRules(rules as readonly Rule[], path, report);
  }
  checkPrefixes(http, report);
}

const unused = (path: string, message: string, report: FieldReport): void =>
  report.add({
    rule: 'virtual-service/unreachable-rule',
    codes: ['IST0130'],
    severity: 'warning',
    path,
    message,
  });

const ineffective = (path: string, message: string, report: FieldReport): void =>
  report.add({
    rule: 'virtual-service/ineffective-match',
    codes: ['IST0131'],
    severity: 'info',
    path,
    message,
  });

function checkRules(rules: readonly Rule[], path: string, report: FieldReport): void {
  const seen = new Map<string, number>();
  let catchAll: number | undefined;
  for (const [index, rule] of rules.entries()) {
    if (rule === undefined) continue;
    const at = `${path}[${index}]`;
    const matches = rule.match ?? [];
    if (matches.length === 0) {
      if (catchAll !== undefined)
        unused(
          at,
          `Rule ${nameOf(rule, index)} is never reached: ${nameOf(rules[catchAll], catchAll)} before it matches everything`,
          report,
        );
      catchAll = index;
      continue;
    }
    let repeated = 0;
    for (const [number, match] of matches.entries()) {
      const place = `${at}.match[${number}]`;
      if (catchAll !== undefined) {
        unused(
          place,
          `Rule ${nameOf(rule, index)} is never reached: ${nameOf(rules[catchAll], catchAll)} before it matches everything`,
          report,
        );
        continue;
      }
      const key = matchKey(match);
      const earlier = seen.get(key);
      if (earlier === undefined) seen.set(key, index);
      else {
        ineffective(
          place,
          `The match says the same as one of rule ${nameOf(rules[earlier], earlier)}, which comes first`,
          report,
        );
        repeated++;
      }
    }
    if (repeated === matches.length)
      unused(
        at,
        `Rule ${nameOf(rule, index)} is never reached: earlier rules have all of its matches`,
        report,
      );
  }
}

const nameOf = (rule: Rule | undefined, index: number): string =>
  rule?.name ? `"${rule.name}"` : `#${index}`;

/** Two matches with one key are the same; a match's own name means nothing. */
function matchKey(match: Match | undefined): string {
  const { name: _, ...conditions } = match ?? {};
  return JSON.stringify(sorted(conditions));
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}

interface PrefixMatch {
  match: HttpMatch;
  prefix: string;
  rule: string;
  path: string;
}

/** A shorter prefix with the same other conditions takes everything a longer one after it would. */
function checkPrefixes(http: NonNullable<VirtualServiceSpec['http']>, report: FieldReport): void {
  const keys = new Set<string>();
  const prefixes: PrefixMatch[] = [];
  for (const [index, route] of http.entries()) {
    if (route === undefined) continue;
    // Behind a rule that matches everything there is nothing left to cover.
    if ((route.match ?? []).length === 0) break;
    for (const [number, match] of (route.match ?? []).entries()) {
      const prefix = match?.uri?.prefix ?? '';
      const key = matchKey(match as Match);
      if (prefix === '' || keys.has(key)) continue;
      keys.add(key);
      prefixes.push({
        match,
        prefix,
        rule: nameOf(route as Rule, index),
        path: `spec.http[${index}].match[${number}]`,
      });
    }
  }
  for (const [index, later] of prefixes.entries()) {
    const earlier = prefixes
      .slice(0, index)
      .find((candidate) => candidate.prefix !== later.prefix && covers(candidate, later));
    if (earlier !== undefined) {
      ineffective(
        later.path,
        `Prefix "${later.prefix}" is already taken by prefix "${earlier.prefix}" of rule ${earlier.rule}, which comes first`,
        report,
      );
    }
  }
}

function covers(a: PrefixMatch, b: PrefixMatch): boolean {
  return (
    b.prefix.startsWith(a.prefix) &&
    (a.match.port ?? 0) === (b.match.port ?? 0) &&
    textOf(a.match.method, 'exact:GET').startsWith(textOf(b.match.method, 'exact:GET')) &&
    textOf(a.match.authority).startsWith(textOf(b.match.authority)) &&
    coversAll(a.match.headers, b.match.headers) &&
    coversAll(a.match.queryParams, b.match.queryParams) &&
    coversAll(a.match.withoutHeaders, b.match.withoutHeaders)
  );
}

type Conditions = Readonly<Record<string, StringMatch>> | undefined;

function coversAll(a: Conditions = {}, b: Conditions = {}): boolean {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => b[name] !== undefined && textOf(a[name]).startsWith(textOf(b[name])))
  );
}

/** A comparison as a text that istioctl compares by prefix; patterns count as none. */
function textOf(match: StringMatch | undefined, fallback = ''): string {
  if (match?.exact) return `exact:${match.exact}`;
  return match?.prefix ? `prefix:${match.prefix}` : fallback;
}
