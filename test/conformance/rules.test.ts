import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { ConfigKindName } from '@/lib/mesh/config/kinds';
import { resourceOf } from '@/lib/mesh/config/resource-of';
import { createResourceSet } from '@/lib/mesh/config/resource-set';
import { CATALOGUE } from '@/lib/mesh/rules/catalogue';
import { defaultMeshFacts, type MeshFacts } from '@/lib/mesh/rules/mesh-facts';
import { runRule } from '@/lib/mesh/rules/run-rules';
import { createSnapshot } from '@/lib/mesh/rules/snapshot';
import { readCases } from './support/own-cases';
import { readTitled, type TitledObjects, titledObjects } from './support/titled-objects';

const ruleCase = z.strictObject({
  rule: z.string(),
  /** Facts of the mesh other than Istio's defaults, in both cases. */
  facts: z.record(z.string(), z.unknown()).default({}),
  fires: titledObjects,
  /** Where the findings stand; the codes in front of a path are compared too. */
  at: z.array(z.string()),
  /** The same objects, with these instead; null takes one away. */
  silent: titledObjects,
  silentFacts: z.record(z.string(), z.unknown()).default({}),
});
type RuleCase = z.infer<typeof ruleCase>;
function snapshotOf(all: TitledObjects, facts: Record<string, unknown>) {
  const resources = readTitled(all).map((object) => resourceOf(object));
  const known: MeshFacts = { ...defaultMeshFacts(Date.UTC(2026, 0, 1)), ...facts };
  return createSnapshot(createResourceSet(resources), known);
}

function ruleOf(name: string) {
  const rule = CATALOGUE.find((one) => one.name === name);
  if (rule === undefined) throw new Error(`The catalogue has no rule ${name}`);
  return rule;
}

function run({ rule: name, fires, silent, facts, silentFacts }: RuleCase) {
  const rule = ruleOf(name);
  const reads = new Set<ConfigKindName>();
  const findings = runRule(snapshotOf(fires, facts).watched(reads), rule);
  const none = runRule(
    snapshotOf({ ...fires, ...silent }, { ...facts, ...silentFacts }).watched(reads),
    rule,
  );
  return { rule, findings, none, reads };
}

const cases = readCases('rules', ruleCase);

describe('rules', () => {
  it.each(cases)('$rule fires where it should and nowhere else', (testCase) => {
    const { findings, none } = run(testCase);
    expect(findings.map(({ codes, path }) => [...codes, path].join(' ').trim()).sort()).toEqual(
      [...testCase.at].sort(),
    );
    expect(none).toEqual([]);
  });

  it.each(CATALOGUE.map((rule) => [rule.name, rule] as const))(
    '%s has a case, and declares the kinds it reads',
    (name, rule) => {
      const reads = new Set(cases.filter((one) => one.rule === name).flatMap((one) => [...run(one).reads]));
      expect([...reads].sort()).toEqual([...new Set(rule.inputs)].sort());
    },
  );
});

describe('the catalogue', () => {
  it('has one rule of a name, in whose file it stands', () => {
    expect(new Set(CATALOGUE.map(({ name }) => name)).size).toBe(CATALOGUE.length);
    for (const { name } of CATALOGUE) expect(name).toMatch(/^[a-z0-9-]+\/[a-z0-9-]+$/);
  });

  it('explains each rule in a sentence and points at its concept', () => {
    for (const { why, docs } of CATALOGUE) {
      expect(why).toMatch(/^[A-Zz].+[.]$/);
      expect(docs).toMatch(/^https:\/\/(istio\.io|gateway-api\.sigs\.k8s\.io|kubernetes\.io)\//);
    }
  });

  it('gives a code to two rules only where the code names more than one problem', () => {
    const shared = new Map<string, number>();
    for (const code of CATALOGUE.flatMap(({ codes }) => [...codes]))
      shared.set(code, (shared.get(code) ?? 0) + 1);
    const several = [...shared].filter(([, count]) => count > 1).map(([code]) => code);
    expect(several.sort()).toEqual([
      'IST0002',
      'IST0101',
      'IST0132',
      'IST0139',
      'KIA0002',
      'KIA0003',
      'KIA0004',
    ]);
  });

  it('knows every code that istioctl and Kiali raise from objects', () => {
    const codes = new Set(CATALOGUE.flatMap((rule) => [...rule.codes]));
    expect([...codes].filter((code) => code.startsWith('KIA'))).toHaveLength(72);
    expect([...codes].filter((code) => code.startsWith('IST'))).toHaveLength(56);
  });
});
