import * as z from 'zod';
import type { ConfigObject } from '@/lib/mesh/config/config-object';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import type { ConfigResource } from '@/lib/mesh/config/resource';
import { resourceOf } from '@/lib/mesh/config/resource-of';
import { defaultMeshFacts, type MeshFacts } from '@/lib/mesh/rules/mesh-facts';
import { readSuiteFile } from './conformance-dir';

export const KIALI_SUITE = 'kiali-validation';

const configObject = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string().optional(), namespace: z.string().optional() }),
});
const reference = z.object({ group: z.string(), kind: z.string(), namespace: z.string(), name: z.string() });
const labels = z.record(z.string(), z.string());
const mesh = z.object({
  autoMtls: z.boolean().optional(),
  rootNamespace: z.string().optional(),
  identityDomain: z.string().optional(),
  defaultExportTo: z.union([z.array(z.string()), z.record(z.string(), z.unknown())]).optional(),
  outboundTrafficPolicy: z.enum(['ALLOW_ANY', 'REGISTRY_ONLY']).optional(),
  knownTrustDomains: z.array(z.string()).optional(),
});
const pod = z.object({ labels, ambientRedirection: z.boolean(), hasIstioProxy: z.boolean() });
const context = z.object({
  mesh: mesh.default({}),
  objects: z.array(configObject).default([]),
  viewNamespace: z.string().optional(),
  cluster: z.string().default('Kubernetes'),
  serviceAccounts: z.record(z.string(), z.array(z.string())).default({}),
  workload: z
    .object({
      namespace: z.string(),
      name: z.string(),
      labels,
      isAmbient: z.boolean().optional(),
      istioSidecar: z.boolean().optional(),
      pods: z.array(pod).default([]),
    })
    .optional(),
  namespace: z.object({ name: z.string(), labels, isAmbient: z.boolean().nullish() }).optional(),
  services: z.array(z.object({ name: z.string(), namespace: z.string(), selector: labels })).default([]),
});
const finding = z.object({
  object: reference,
  code: z.string().optional(),
  severity: z.enum(['error', 'warning', 'unknown']).nullish(),
  path: z.string().optional(),
  present: z.boolean().optional(),
  onlyFinding: z.boolean().optional(),
  findings: z.literal('none').optional(),
});

/** One case of Kiali's, of any of its four files. */
export const kialiCase = z.object({
  id: z.string(),
  type: z.string().default('validation'),
  verified: z.boolean().default(true),
  checkerCodes: z.array(z.string()).default([]),
  match: z.string().default('exact'),
  fixtures: z.array(z.string()).default([]),
  namespace: z.string().optional(),
  steps: z.array(z.string()).default([]),
  objects: z.array(configObject).default([]),
  context: context.default({
    mesh: {},
    objects: [],
    cluster: 'Kubernetes',
    serviceAccounts: {},
    services: [],
  }),
  subject: reference.optional(),
  expected: z.unknown(),
});
export const expectedFindings = z.array(finding);
export const expectedVisible = z.object({ visibleFixtures: z.array(z.string()) });
export const expectedNeed = z.object({ object: reference, requiresMtls: z.boolean() });

export type KialiCase = z.infer<typeof kialiCase>;
export type ExpectedFinding = z.infer<typeof finding>;
export type KialiReference = z.infer<typeof reference>;

/** The objects of a fixture; those without a namespace get the case's. */
export function readFixture(file: string, namespace = ''): ConfigResource[] {
  const { resources } = parseResources(readSuiteFile(KIALI_SUITE, file), file);
  return resources.map((resource) =>
    resource.metadata.namespace === '' && resource.kind !== 'Namespace'
      ? { ...resource, metadata: { ...resource.metadata, namespace } }
      : resource,
  );
}

/** Everything that stands in the mesh of a case. */
export function resourcesOfCase(testCase: KialiCase): ConfigResource[] {
  const { objects, fixtures, namespace } = testCase;
  return [
    ...(isOnMesh(testCase)
      ? readFixture('context/mesh.yaml').filter((resource) => !isDeleted(testCase, resource))
      : []),
    ...[...testCase.context.objects, ...workloadObjects(testCase), ...objects].map(toResource),
    ...fixtures.flatMap((file) => readFixture(file, namespace)),
  ];
}

/** What the case says of its mesh; a real mesh, such as that of the scenarios, lets unknown hosts pass. */
export function factsOfCase(testCase: KialiCase): MeshFacts {
  const { mesh: said, cluster, serviceAccounts } = testCase.context;
  const exported = Array.isArray(said.defaultExportTo) ? said.defaultExportTo : ['*'];
  const policy = said.outboundTrafficPolicy ?? (isOnMesh(testCase) ? 'ALLOW_ANY' : undefined);
  return {
    ...defaultMeshFacts(0),
    autoMtls: said.autoMtls ?? true,
    rootNamespace: said.rootNamespace ?? 'istio-system',
    defaultServiceExportTo: exported,
    defaultVirtualServiceExportTo: exported,
    defaultDestinationRuleExportTo: exported,
    knownTrustDomains: said.knownTrustDomains ?? [],
    serviceAccounts: serviceAccounts[cluster] ?? [],
    remoteServiceAccounts: Object.entries(serviceAccounts).flatMap(([name, list]) =>
      name === cluster ? [] : list,
    ),
    ...(policy === undefined ? {} : { outboundTrafficPolicy: policy }),
  };
}

function isOnMesh({ id }: KialiCase): boolean {
  return id.startsWith('kiali-gherkin/') || id.startsWith('kiali-integration/');
}

/** Whether the scenario starts by deleting an object of the mesh. */
function isDeleted({ steps }: KialiCase, { kind, metadata }: ConfigResource): boolean {
  return steps[0] === `there is not a "${metadata.name}" "${kind}" in the "${metadata.namespace}" namespace`;
}

function toResource(object: z.infer<typeof configObject>): ConfigResource {
  const { name = 'unnamed' } = object.metadata;
  return resourceOf({ ...object, metadata: { ...object.metadata, name } } as ConfigObject);
}

/** The workload of the ambient and coverage checks, which Kiali describes by flags, as the objects that mean them. */
function workloadObjects({
  context: { workload, namespace, services },
}: KialiCase): z.infer<typeof configObject>[] {
  if (workload === undefined) return [];
  const { name, namespace: own, pods } = workload;
  const mark = { 'test/workload': name };
  const proxy = [{ name: 'istio-proxy', image: 'proxy' }];
  const ambient = { 'ambient.istio.io/redirection': 'enabled' };
  const spaces = namespace === undefined ? [] : [namespace];
  return [
    ...spaces.map((space) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: space.name,
        labels: { ...space.labels, ...(space.isAmbient ? { 'istio.io/dataplane-mode': 'ambient' } : {}) },
      },
    })),
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace: own },
      spec: {
        replicas: pods.length,
        template: {
          metadata: { labels: { ...workload.labels, ...mark } },
          spec: { containers: workload.istioSidecar ? proxy : [] },
        },
      },
    },
    ...pods.map((one, index) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: `${name}-${index}`,
        namespace: own,
        labels: { ...workload.labels, ...one.labels, ...mark },
        annotations: one.ambientRedirection ? ambient : {},
      },
      spec: { containers: one.hasIstioProxy ? proxy : [] },
    })),
    ...services.map((service) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: service.name, namespace: service.namespace },
      spec: { selector: service.selector },
    })),
  ];
}
