import type { ConfigResource } from '../config/resource';
import { referenceOf } from '../config/resource';
import type { Finding } from './finding';
import type { Problem, Rule } from './rule';
import type { Snapshot } from './snapshot';
import { unsuppressedCodes } from './suppression';

/** Other objects that a finding points at; of thousands that clash the first tell enough. */
const MOST_RELATED = 20;

/** Everything that the rules find, in the order of the catalogue. */
export function runRules(snapshot: Snapshot, catalogue: readonly Rule[]): Finding[] {
  return catalogue.flatMap((rule) => runRule(snapshot, rule));
}

/** Everything that one rule finds; the same thing said twice counts once. */
export function runRule(snapshot: Snapshot, rule: Rule): Finding[] {
  const findings = new Map<string, Finding>();
  rule.check(snapshot, (resource, problem) => {
    const finding = describeProblem(rule, resource, problem);
    if (finding !== undefined) findings.set(identityOf(finding), finding);
  });
  return [...findings.values()];
}

function describeProblem(rule: Rule, resource: ConfigResource, problem: Problem): Finding | undefined {
  const codes = unsuppressedCodes(resource, rule.name, problem.codes ?? rule.codes);
  if (codes === undefined) return undefined;
  const path = problem.path ?? '';
  const position = resource.origin.locate(path);
  return {
    rule: rule.name,
    codes,
    severity: problem.severity ?? rule.severity,
    resource: referenceOf(resource),
    path,
    message: problem.message,
    file: resource.origin.file,
    ...(position === undefined ? {} : { position }),
    ...(problem.about === undefined ? {} : { about: problem.about }),
    ...(problem.related === undefined || problem.related.length === 0
      ? {}
      : { related: problem.related.slice(0, MOST_RELATED).map(referenceOf) }),
    ...(problem.fix === undefined ? {} : { fix: problem.fix }),
    ...(problem.otherFixes === undefined ? {} : { otherFixes: problem.otherFixes }),
  };
}

function identityOf({ codes, resource, path, message, file, position }: Finding): string {
  return [resource.kind, resource.namespace, resource.name, path, codes, message, file, position?.line].join(
    '\n',
  );
}
