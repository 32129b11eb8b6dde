import { keyOfReference } from '../../mesh/config/config-object';
import type { ConfigResource } from '../../mesh/config/resource';
import { referenceOf } from '../../mesh/config/resource';
import type { WorkloadIdentity } from '../../mesh/identity/workload-identity';
import type { MeshService } from '../../mesh/registry/service';
import type { JudgedFinding } from '../../mesh/rules/acknowledgement/acknowledgement';
import type { GraphSigns } from '../../protocol/api/graph-signs';
import type { ConfigDeps } from '../config-store/config-deps';
import { groupFindings } from '../config-store/state/finding-key';
import type { QueryContext } from '../query/query-context';
import { findTroubled, type TroubledResource } from './find-troubled';

/** A configuration, what is wrong with it, and the mesh it is about. */
interface Judged {
  resources: readonly ConfigResource[];
  findings: readonly JudgedFinding[];
  services: readonly MeshService[];
  workloads: readonly WorkloadIdentity[];
}

/** What was wrong at a moment, by service and workload; undefined when nobody remembers who was in the mesh then. */
export async function listFindings(
  context: QueryContext,
  config: ConfigDeps,
  atMs: number,
): Promise<GraphSigns['findings'] | undefined> {
  const judged = await judgedAt(context, config, atMs);
  if (judged === undefined) return undefined;
  const byObject = groupFindings(judged.findings);
  const troubled = judged.resources.flatMap((resource): TroubledResource[] => {
    const found = byObject.get(keyOfReference(referenceOf(resource))) ?? [];
    const count = (severity: JudgedFinding['severity']) =>
      found.filter((one) => one.acknowledged === undefined && one.severity === severity).length;
    const [error, warning] = [count('error'), count('warning')];
    return error + warning === 0 ? [] : [{ resource, error, warning }];
  });
  const { rootNamespace, clusterDomain } = config.registry.snapshot().settings;
  const { services, workloads } = judged;
  return findTroubled(troubled, { services, workloads, rootNamespace, domain: `svc.${clusterDomain}` });
}

async function judgedAt(
  { sources: { past } }: QueryContext,
  { state, findings, pastFindings, registry }: ConfigDeps,
  atMs: number,
): Promise<Judged | undefined> {
  const resources = state.resources();
  const config = await past?.configAt(atMs);
  const mesh = past?.meshAt(atMs);
  const agents = mesh?.agents ?? registry.agents().filter(({ connected }) => connected);
  const services = mesh?.services ?? registry.snapshot().services;
  const workloads = agents.map(({ hello }) => hello.identity);
  if (config === undefined && mesh === undefined)
    return { resources, findings: await findings.all(), services, workloads };
  if (past !== undefined && atMs < past.knowsMeshSinceMs()) return undefined;
  const judged = config ?? { resources };
  const found = await pastFindings.of(judged, { agents, services }, atMs);
  return { resources: judged.resources, findings: found, services, workloads };
}
