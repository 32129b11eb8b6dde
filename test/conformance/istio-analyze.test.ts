import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import type { ConfigResource } from '@/lib/mesh/config/resource';
import { defaultMeshFacts, type MeshFacts } from '@/lib/mesh/rules/mesh-facts';
import { withMeshConfig, withMeshNetworks } from '@/lib/mesh/rules/read-mesh-facts';
import { readSuite, readSuiteFile } from './support/conformance-dir';
import { judge } from './support/rules-verdict';

const SUITE = 'istio-analyze';

/** The "referenced what" of IST0101 by the rules that find it. */
const REFERENCED: Readonly<Record<string, readonly string[]>> = {
  'virtual-service/host-not-found': ['host', 'mirror host'],
  'virtual-service/port-not-found': ['host:port'],
  'virtual-service/subset-not-found': ['host+subset in destinationrule', 'mirror+subset in destinationrule'],
  'virtual-service/gateway-not-found': ['gateway'],
  'gateway/no-workload': ['selector'],
  'sidecar/no-workload': ['selector'],
  'telemetry/no-workload': ['selector'],
  'gateway/credential-not-found': ['credentialName'],
  'security/source-namespace-not-found': ['namespace'],
};

const analyzeCase = z.object({
  id: z.string(),
  analyzerCodes: z.array(z.string()),
  ist0101Types: z.array(z.string()).default([]),
  files: z.array(z.string()).default([]),
  clusters: z.record(z.string(), z.array(z.string())).optional(),
  meshConfigFile: z.string().optional(),
  meshNetworksFile: z.string().optional(),
  expected: z.array(z.object({ code: z.string(), resource: z.string() })),
});
const suiteSchema = z.object({ cases: z.array(analyzeCase) });
type AnalyzeCase = z.infer<typeof analyzeCase>;

/** The cases' certificates expired in 2023, or are valid until 2122. */
const NOW = Date.UTC(2026, 0, 1);

function readFiles(files: readonly string[]): ConfigResource[] {
  const resources: ConfigResource[] = [];
  for (const file of files) {
    resources.push(...parseResources(readSuiteFile(SUITE, file), file, resources.length).resources);
  }
  return resources;
}

function factsOf({ meshConfigFile, meshNetworksFile, clusters }: AnalyzeCase): MeshFacts {
  let facts = defaultMeshFacts(NOW);
  if (meshConfigFile !== undefined) facts = withMeshConfig(facts, readSuiteFile(SUITE, meshConfigFile));
  if (meshNetworksFile !== undefined) facts = withMeshNetworks(facts, readSuiteFile(SUITE, meshNetworksFile));
  const [, ...others] = Object.entries(clusters ?? {});
  const remote = others.map(([name, files]) => [name, readFiles(files)]);
  return { ...facts, remoteClusters: Object.fromEntries(remote) };
}

function resourcesOf({ files, clusters, meshConfigFile }: AnalyzeCase): ConfigResource[] {
  const isOff =
    meshConfigFile !== undefined && /ingressControllerMode: *OFF/.test(readSuiteFile(SUITE, meshConfigFile));
  const [own = files] = Object.values(clusters ?? {});
  return readFiles([...own, ...(isOff ? [] : ['harness/default-resources.yaml'])]);
}

/** A resource without a namespace lives in `default`. */
function normalize(resource: string): string {
  return resource.replace(' default/', ' ');
}

function find(testCase: AnalyzeCase): string[] {
  const findings = judge(resourcesOf(testCase), factsOf(testCase));
  return findings.flatMap(({ rule, codes, resource }) => {
    const { kind, namespace, name } = resource;
    const where = normalize(namespace === '' ? `${kind} ${name}` : `${kind} ${namespace}/${name}`);
    const told = codes.filter((code) => {
      if (!testCase.analyzerCodes.includes(code)) return false;
      return (
        code !== 'IST0101' || (REFERENCED[rule] ?? []).some((type) => testCase.ist0101Types.includes(type))
      );
    });
    return told.map((code) => `${code} ${where}`);
  });
}

const suites = readSuite(SUITE);

describe.skipIf(suites === undefined)("the rules agree with istioctl's own cases", () => {
  const cases = (suites ?? []).flatMap((file) => suiteSchema.parse(file).cases);
  it.each(cases)('$id', (testCase) => {
    const expected = testCase.expected.map(({ code, resource }) => `${code} ${normalize(resource)}`);
    // Five analyzers share the type text "selector"; the suite forgives more of them.
    const isShared = (line: string) =>
      line.startsWith('IST0101') && testCase.ist0101Types.includes('selector') && !expected.includes(line);
    expect(
      find(testCase)
        .filter((line) => !isShared(line))
        .sort(),
    ).toEqual(expected.sort());
  });
});
