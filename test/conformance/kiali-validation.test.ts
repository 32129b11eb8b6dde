import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createResourceSet } from '@/lib/mesh/config/resource-set';
import type { Finding } from '@/lib/mesh/rules/finding';
import { namespaces } from '@/lib/mesh/rules/index/namespaces';
import { isExportedTo } from '@/lib/mesh/rules/index/visibility';
import { mutualTlsFields } from '@/lib/mesh/rules/security/needs-mutual-tls';
import { createSnapshot } from '@/lib/mesh/rules/snapshot';
import { readSuite } from './support/conformance-dir';
import {
  type ExpectedFinding,
  expectedFindings,
  expectedNeed,
  expectedVisible,
  factsOfCase,
  type KialiCase,
  type KialiReference,
  kialiCase,
  readFixture,
  resourcesOfCase,
} from './support/kiali-case';
import { RULE_DEVIATIONS } from './support/rule-deviations';
import { judge } from './support/rules-verdict';

/** Kiali's severities; ours has no "unknown". */
const SEVERITIES = { error: 'error', warning: 'warning', info: 'unknown' } as const;
const RANKS = ['unknown', 'warning', 'error'] as const;

const severityList = z.array(z.object({ code: z.string(), severity: z.string() }));
const KIALI_SEVERITIES: ReadonlyMap<string, string> = new Map(
  (readSuite('catalogue') ?? []).flatMap((list) => {
    const read = z
      .union([severityList, z.object({ codes: severityList }).transform(({ codes }) => codes)])
      .safeParse(list);
    return (read.data ?? []).map(({ code, severity }) => [code, severity] as const);
  }),
);

/** One code of one of our findings, in Kiali's terms. */
interface Told {
  where: string;
  code: string;
  severity: string;
  /** istioctl has a code for it too, and its severity went first. */
  isShared: boolean;
  path: string;
}

function keyOf({ group, kind, namespace, name }: KialiReference): string {
  return kind === 'Workload' ? `Workload ${namespace}/${name}` : `${group}/${kind} ${namespace}/${name}`;
}

function whereIs({ rule, resource }: Finding): string {
  const { apiVersion, kind, namespace, name } = resource;
  const isWorkload = rule.startsWith('workload/') || rule === 'ambient/authorization-without-waypoint';
  const slash = apiVersion.lastIndexOf('/');
  return keyOf({
    group: slash < 0 ? '' : apiVersion.slice(0, slash),
    kind: isWorkload ? 'Workload' : kind,
    namespace,
    name,
  });
}

/** A finding that istioctl has a code for carries istioctl's severity, and is never milder than Kiali's own list says. */
function kialiSeverity(code: string, { severity }: Finding): string {
  const listed = KIALI_SEVERITIES.get(code) ?? '';
  return listed === 'error' ? SEVERITIES[severity] : listed;
}

function tell(finding: Finding): Told[] {
  const isShared = finding.codes.some((code) => code.startsWith('IST'));
  return finding.codes
    .filter((code) => code.startsWith('KIA'))
    .map((code) => ({
      where: whereIs(finding),
      code,
      path: finding.path,
      isShared,
      severity: isShared ? kialiSeverity(code, finding) : SEVERITIES[finding.severity],
    }));
}

/** Kiali leaves the index out of some paths, names some by what they hold, and calls a workload's own path "workload". */
function normalizePath(path: string, code: string): string {
  if (code.startsWith('KIA13')) return '';
  const plain = path.replaceAll('/', '.');
  if (code === 'KIA1105') return plain.replace('.destination.host', '.host');
  if (code === 'KIA1502') return plain.replace(/addresses\[\d+\]/, 'addresses');
  if (code === 'KIA1401') return plain.replace(/\.name\..*$/, '.name');
  return plain;
}

function agrees(told: Told, expected: ExpectedFinding): boolean {
  const { object, code, severity, path } = expected;
  return (
    told.where === keyOf(object) &&
    told.code === code &&
    (severity == null || told.isShared || told.severity === severity) &&
    (path === undefined || normalizePath(told.path, told.code) === normalizePath(path, told.code))
  );
}

function compare(testCase: KialiCase, told: readonly Told[], expected: readonly ExpectedFinding[]): void {
  const { checkerCodes, match, subject } = testCase;
  const scoped = told.filter(
    ({ code, where }) => checkerCodes.includes(code) && (subject === undefined || where === keyOf(subject)),
  );
  for (const one of expected)
    expect(
      scoped.filter((line) => agrees(line, one)),
      JSON.stringify({ one, scoped }),
    ).not.toEqual([]);
  if (match !== 'exact') return;
  const own = new Set(
    testCase.objects.map((object) => `${object.kind} ${object.metadata.namespace}/${object.metadata.name}`),
  );
  const isSubject = ({ where }: Told) =>
    own.size === 0 || where.startsWith('Workload') || own.has(where.slice(where.indexOf('/') + 1));
  const extra = scoped.filter((line) => isSubject(line) && !expected.some((one) => agrees(line, one)));
  expect(extra).toEqual([]);
}

function compareWorst(told: readonly Told[], expected: readonly ExpectedFinding[]): void {
  for (const { object, severity } of expected) {
    const own = told.filter(({ where }) => where === keyOf(object));
    const worst = RANKS.findLast((rank) => own.some((line) => line.severity === rank)) ?? null;
    expect(worst, JSON.stringify(own)).toBe(severity ?? null);
  }
}

function comparePresence(told: readonly Told[], expected: readonly ExpectedFinding[]): void {
  for (const one of expected) {
    const own = told.filter(({ where }) => where === keyOf(one.object));
    if (one.findings === 'none') expect(own).toEqual([]);
    else
      expect(
        own.some((line) => agrees(line, one)),
        JSON.stringify(own),
      ).toBe(one.present ?? true);
    if (one.onlyFinding) expect(new Set(own.map(({ code }) => code))).toEqual(new Set([one.code]));
  }
}

function compareVisible(testCase: KialiCase): void {
  const { fixtures, context } = testCase;
  const snapshot = createSnapshot(createResourceSet(resourcesOfCase(testCase)), factsOfCase(testCase));
  const viewer = context.viewNamespace ?? '';
  const visible = fixtures.filter((file) =>
    readFixture(file).some((resource) =>
      isExportedTo(resource, viewer, snapshot.facts.defaultVirtualServiceExportTo),
    ),
  );
  expect(snapshot.use(namespaces).names.size).toBeGreaterThan(0);
  expect(visible).toEqual(expectedVisible.parse(testCase.expected).visibleFixtures);
}

function compareNeed(testCase: KialiCase): void {
  const { object, requiresMtls } = expectedNeed.parse(testCase.expected);
  const policy = resourcesOfCase(testCase).find(({ metadata }) => metadata.name === object.name);
  expect(policy !== undefined && mutualTlsFields(policy).length > 0).toBe(requiresMtls);
}

function run(testCase: KialiCase): void {
  if (testCase.type === 'visibility') compareVisible(testCase);
  else if (testCase.type === 'predicate') compareNeed(testCase);
  else compareFindings(testCase);
}

function compareFindings(testCase: KialiCase): void {
  const expected = expectedFindings.parse(testCase.expected);
  const findings = judge(resourcesOfCase(testCase), factsOfCase(testCase));
  const told = findings.flatMap(tell);
  if (testCase.match === 'worst-severity') compareWorst(told, expected);
  else if (testCase.id.startsWith('kiali-integration/')) comparePresence(told, expected);
  else compare(testCase, told, expected);
}

const files = readSuite('kiali-validation');

describe.skipIf(files === undefined)("the rules agree with Kiali's own cases", () => {
  const all = (files ?? []).flatMap((file) => z.object({ cases: z.array(kialiCase) }).parse(file).cases);
  // Badges are drawn on the graph: its own tests look at them.
  const cases = all.filter(({ type, verified }) => verified && type !== 'graph-badge');
  const deviating = new Set(RULE_DEVIATIONS.map(({ id }) => id));
  it.each(cases.filter(({ id }) => !deviating.has(id)))('$id', run);

  it('names only cases that exist among its deviations', () => {
    expect(all.map(({ id }) => id)).toEqual(expect.arrayContaining([...deviating]));
  });
});
