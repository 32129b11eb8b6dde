import type { JudgedFinding } from '../../../lib/mesh/rules/acknowledgement/acknowledgement';
import { CATALOGUE } from '../../../lib/mesh/rules/catalogue';
import { describeReference } from '../../../lib/mesh/rules/describe-reference';
import type { Finding, Severity } from '../../../lib/mesh/rules/finding';
import { AGENT_VERSION } from '../../runtime/agent-version';

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** Findings as code hosts read them: SARIF 2.1.0. */
export function formatSarif(findings: readonly JudgedFinding[]): string {
  const names = [...new Set(findings.map(({ rule }) => rule))];
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'meshscope', version: AGENT_VERSION, rules: names.map(describeRule) } },
        results: findings.map((finding) => describeResult(finding, names.indexOf(finding.rule))),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function describeRule(name: string): object {
  const rule = CATALOGUE.find((one) => one.name === name);
  if (rule === undefined) return { id: name };
  return {
    id: name,
    shortDescription: { text: name.replace('/', ': ').replaceAll('-', ' ') },
    fullDescription: { text: rule.why },
    helpUri: rule.docs,
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: { tags: rule.codes },
  };
}

function describeResult(finding: JudgedFinding, ruleIndex: number): object {
  const { rule, severity, message, resource, path, codes, key, acknowledged } = finding;
  return {
    ruleId: rule,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: message },
    locations: [
      {
        ...describePlace(finding),
        logicalLocations: [{ fullyQualifiedName: describeReference(resource), kind: 'resource' }],
      },
    ],
    partialFingerprints: { 'meshscope/v1': key },
    ...(acknowledged === undefined
      ? {}
      : { suppressions: [{ kind: 'external', justification: acknowledged.reason }] }),
    properties: { codes, path },
  };
}

function describePlace({ file, position }: Finding): object {
  if (file === '') return {};
  const uri = file === '-' ? 'stdin' : encodeURI(file.replaceAll('\\', '/'));
  const region = position && { startLine: position.line, startColumn: position.column };
  return { physicalLocation: { artifactLocation: { uri }, ...(region === undefined ? {} : { region }) } };
}
