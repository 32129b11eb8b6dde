import { type ConfigResource, referenceOf } from '../../../mesh/config/resource';
import { createResourceSet } from '../../../mesh/config/resource-set';
import { spiffeIdOf } from '../../../mesh/identity/spiffe-id';
import { CATALOGUE } from '../../../mesh/rules/catalogue';
import type { Finding } from '../../../mesh/rules/finding';
import { createIncrementalRun, type IncrementalRun } from '../../../mesh/rules/incremental-run';
import { defaultMeshFacts, type MeshFacts } from '../../../mesh/rules/mesh-facts';
import { providerFacts } from '../../../mesh/rules/read-mesh-facts';
import { createSnapshot } from '../../../mesh/rules/snapshot';
import { isExamined } from '../../../mesh/rules/suppression';
import { type Observations, ruleKey } from '../../../mesh/rules/traffic/observations';
import { TRAFFIC_CATALOGUE } from '../../../mesh/rules/traffic/traffic-catalogue';
import { runTrafficRules } from '../../../mesh/rules/traffic/traffic-rule';
import type { Judge, JudgedConfig, MeshView } from './judge';

const RULES = CATALOGUE.filter(({ optional }) => optional !== true);

/** Judges by the catalogue of rules; after a change only those rules run again that read what changed. */
export function createRuleJudge(): Judge {
  let run: IncrementalRun | undefined;
  let services: MeshView['services'] | undefined;
  let settings: MeshView['settings'] | undefined;
  let agents = '';
  return async ({ resources, drafts }, view) => {
    const seen = JSON.stringify(view.agents);
    if (run === undefined || services !== view.services || settings !== view.settings || agents !== seen) {
      run = createIncrementalRun(RULES, factsOf(view));
      services = view.services;
      settings = view.settings;
      agents = seen;
    }
    return [...run.run(resources), ...judgeTraffic({ resources, drafts }, view)];
  };
}

/** What only a console with agents can find. */
function judgeTraffic({ resources, drafts }: JudgedConfig, view: MeshView): Finding[] {
  const { observed } = view;
  if (observed === undefined) return [];
  const set = createResourceSet(resources.filter(isExamined));
  return runTrafficRules(
    createSnapshot(set, factsOf(view)),
    TRAFFIC_CATALOGUE,
    withoutDrafts(observed, drafts),
  );
}

/** A draft is not what the traffic was sent under. */
function withoutDrafts(observed: Observations, drafts: ReadonlySet<ConfigResource>): Observations {
  if (drafts.size === 0) return observed;
  const changedAtMs = new Map(observed.changedAtMs);
  for (const draft of drafts) changedAtMs.delete(ruleKey(referenceOf(draft)));
  return { ...observed, changedAtMs };
}

function factsOf({ services, agents, settings, now }: MeshView): MeshFacts {
  const { rootNamespace, clusterDomain, trustDomain, trustDomainAliases, autoMtls } = settings;
  return {
    ...defaultMeshFacts(now),
    ...{ rootNamespace, clusterDomain, trustDomain, trustDomainAliases, autoMtls },
    outboundTrafficPolicy: settings.outboundTrafficPolicy,
    ...providerFacts(settings.extensionProviders),
    serviceAccounts: accountsOf({ services, agents }, trustDomain),
    registry: services,
    agents,
  };
}

/** `trust.domain/ns/NAMESPACE/sa/NAME` of everything that runs, as its certificate will say. */
function accountsOf(
  { services, agents }: Pick<MeshView, 'services' | 'agents'>,
  trustDomain: string,
): string[] {
  const serving = services.flatMap(({ endpoints }) => endpoints.flatMap(({ workload }) => workload ?? []));
  const ids = [...serving, ...agents].map((identity) => spiffeIdOf(identity, trustDomain));
  return [...new Set(ids.flatMap((id) => (id === undefined ? [] : [id.slice('spiffe://'.length)])))];
}
