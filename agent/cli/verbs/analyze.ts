import { readFile } from 'node:fs/promises';
import {
  acknowledgeFindings,
  nameFindings,
} from '../../../lib/mesh/rules/acknowledgement/acknowledge-findings';
import type { JudgedFinding } from '../../../lib/mesh/rules/acknowledgement/acknowledgement';
import type { Severity } from '../../../lib/mesh/rules/finding';
import { defaultMeshFacts, type MeshFacts } from '../../../lib/mesh/rules/mesh-facts';
import { withMeshConfig, withMeshNetworks } from '../../../lib/mesh/rules/read-mesh-facts';
import { validateResources } from '../../../lib/mesh/rules/validate-resources';
import { formatJson, formatText } from '../analyze/format-findings';
import { formatSarif } from '../analyze/format-sarif';
import { readAcknowledgements } from '../analyze/read-acknowledgements';
import { readInputs } from '../analyze/read-inputs';
import { MESH_OPTIONS, readMesh } from '../analyze/read-mesh';
import { type OptionValues, optional, toggle, withDefault } from '../options/option';
import { parseOneOf, parseText } from '../options/parse-values';
import { UsageError } from '../options/usage-error';
import { defineVerb, EXIT } from '../verb';

/** istioctl's own code for findings at or above the threshold. */
const EXIT_FINDINGS = 79;

const options = {
  output: withDefault(parseOneOf('text', 'json', 'sarif'), {
    placeholder: 'text|json|sarif',
    short: 'o',
    fallback: 'text',
    help: 'For people, for scripts, or for code hosts.',
  }),
  'fail-on': withDefault(parseOneOf('error', 'warning', 'info', 'never'), {
    placeholder: 'error|warning|info|never',
    fallback: 'error',
    help: 'The least severe finding that makes the exit code 79.',
  }),
  'mesh-config': optional(parseText, {
    placeholder: 'FILE',
    help: "The mesh's MeshConfig, where the ConfigMap istio is not among the files.",
  }),
  'mesh-networks': optional(parseText, { placeholder: 'FILE', help: "The mesh's MeshNetworks." }),
  acknowledged: optional(parseText, {
    placeholder: 'FILE',
    help: 'Findings that may stand until they expire, by key: as the console answers them, or as YAML.',
  }),
  ...MESH_OPTIONS,
  all: toggle({ help: 'Ask the rules too that are off by default.' }),
} as const;

export const analyze = defineVerb({
  usage: 'analyze [--output text|json|sarif] [--fail-on SEVERITY] FILE|DIR|-...',
  description: [
    'Reads Istio, Gateway API and Kubernetes objects from YAML or JSON: files, folders with all below them, or standard input.',
    'What is read counts as all there is in the cluster: a host is known when a Service or a ServiceEntry in the files has it. With --console, or where MESHSCOPE_CONSOLE is set, the services and workloads of a running mesh count too; --offline goes by the files alone.',
    'Each finding names the codes that istioctl (IST) and Kiali (KIA) know it by. The annotation galley.istio.io/analyze-suppress silences codes on an object.',
    'With --acknowledged, findings of that file are passed over until they expire, and shown as suppressed in SARIF.',
  ],
  options,
  examples: [
    { command: 'meshscope analyze ./config', explanation: 'everything below a folder' },
    {
      command: 'meshscope analyze --console http://127.0.0.1:4170 -',
      explanation: 'what meshscope get -o yaml pipes in, against what runs',
    },
    {
      command: 'meshscope analyze --output sarif --fail-on warning mesh.yaml',
      explanation: 'in a pipeline that uploads what it finds',
    },
  ],
  takesCommand: false,
  takesOperands: true,
  exits: {
    misuse: EXIT.failed,
    help: '0 nothing at or above --fail-on; 79 findings at or above it; 1 called wrongly or unreadable input',
  },
  run: analyzeFiles,
});

async function analyzeFiles(
  values: OptionValues<typeof options>,
  operands: readonly string[],
): Promise<number> {
  if (operands.length === 0) throw new UsageError('FILE|DIR|-: nothing to analyze');
  const { resources, problems } = await readInputs(operands);
  if (problems.length > 0) {
    for (const { file, position, message } of problems) {
      process.stderr.write(`${file}:${position.line}:${position.column}: ${message}\n`);
    }
    return EXIT.failed;
  }
  const facts = await readFacts(values);
  const standing =
    values.acknowledged === undefined ? new Map() : await readAcknowledgements(values.acknowledged);
  const all = [...resources, ...(await readMesh(values, resources))];
  const found = nameFindings(validateResources(all, facts, { withOptional: values.all }), all).filter(
    ({ file }) => file !== values.console,
  );
  const findings = [...acknowledgeFindings(found, standing, facts.now)].sort(compareFindings);
  process.stdout.write(format(findings, values.output));
  return reaches(findings, values['fail-on']) ? EXIT_FINDINGS : EXIT.ok;
}

async function readFacts(values: OptionValues<typeof options>): Promise<MeshFacts> {
  const config = values['mesh-config'];
  const networks = values['mesh-networks'];
  let facts = defaultMeshFacts(Date.now());
  if (config !== undefined) facts = withMeshConfig(facts, await readFile(config, 'utf8'));
  if (networks !== undefined) facts = withMeshNetworks(facts, await readFile(networks, 'utf8'));
  return facts;
}

function format(findings: readonly JudgedFinding[], output: 'text' | 'json' | 'sarif'): string {
  if (output === 'json') return formatJson(findings);
  return output === 'sarif' ? formatSarif(findings) : formatText(findings);
}

const RANKS: Readonly<Record<Severity, number>> = { error: 2, warning: 1, info: 0 };

function reaches(findings: readonly JudgedFinding[], threshold: Severity | 'never'): boolean {
  if (threshold === 'never') return false;
  return findings.some(
    ({ severity, acknowledged }) => acknowledged === undefined && RANKS[severity] >= RANKS[threshold],
  );
}

/** In the order of the text, the worst first where two stand in one place. */
function compareFindings(a: JudgedFinding, b: JudgedFinding): number {
  return (
    (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
    (a.position?.line ?? 0) - (b.position?.line ?? 0) ||
    RANKS[b.severity] - RANKS[a.severity] ||
    (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0)
  );
}
