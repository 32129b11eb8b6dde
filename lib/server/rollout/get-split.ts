import type * as z from 'zod/mini';
import { resolveHost } from '../../mesh/config/host-name';
import type { DestinationRuleSpec } from '../../mesh/config/kinds/destination-rule';
import type { MeshService } from '../../mesh/registry/service';
import type { Split, SplitTarget } from '../../mesh/rollout/rule/read-splits';
import { readSplits } from '../../mesh/rollout/rule/read-splits';
import type { getSplit as endpoint, ServiceSplit, SplitAnswer } from '../../protocol/api/splits';
import { AppError } from '../../protocol/app-error';
import type { QueryContext } from '../query/query-context';
import { resolveWindow } from '../query/resolve-window';
import type { StoredObject } from '../store/contract/config-records';
import { readService } from './list-rollouts';
import { readVersions } from './read-versions';
import type { RolloutDesk } from './rollout-desk';
import { findDestinationRule } from './write-subsets';

type Params = z.output<typeof endpoint.query>;

/** How the requests of a service are to be spread over its versions, and how they are. */
export async function getSplit(
  context: QueryContext,
  desk: RolloutDesk,
  params: Params,
): Promise<SplitAnswer> {
  const { namespace, name } = readService(params.service);
  const all = context.sources.registry.snapshot().services;
  const services = all.filter((service) => service.namespace === namespace && service.name === name);
  const [first] = services;
  if (first === undefined) throw new AppError('not_found', `There is no service ${namespace}/${name}`);
  const window = resolveWindow(params, context.sources);
  const rule = findDestinationRule(desk.config, first.host, namespace);
  const splits = findSplits(desk, first, rule, all);
  const hosts = findBackends(splits, namespace, all);
  const backends = all.filter((service) => hosts.has(service.host) && service.host !== first.host);
  const traffic = await readVersions(context, [...services, ...backends], hosts, window);
  return {
    from: window.fromMs,
    to: window.toMs,
    service: { namespace, name, host: first.host, ports: services.map(({ port }) => port) },
    ...traffic,
    splits,
    destinationRule: describeRule(rule),
    rolloutId: findRollout(desk, namespace, name),
  };
}

function findSplits(
  { config }: RolloutDesk,
  service: MeshService,
  rule: StoredObject | undefined,
  services: readonly MeshService[],
): ServiceSplit[] {
  return [...config.state.objects().values()].flatMap((stored) => {
    const { kind, namespace, name, version } = stored;
    if (kind !== 'VirtualService' && kind !== 'HTTPRoute') return [];
    return readSplits(stored.object)
      .filter((split) => leadsTo(split, service, namespace))
      .map((split) => ({
        target: { kind, namespace, name, rule: split.rule },
        version,
        protocol: split.protocol,
        title: split.title,
        targets: split.targets.map((target) => ({
          ...target,
          version: versionOf(target, namespace, rule, services),
        })),
      }));
  });
}

/** Versions that are services of their own, by host; those of subsets are told apart by their labels alone. */
function findBackends(
  splits: readonly ServiceSplit[],
  namespace: string,
  services: readonly MeshService[],
): Map<string, string> {
  const known = new Set(services.map(({ host }) => host));
  return new Map(
    splits
      .flatMap(({ targets }) => targets)
      .filter(({ subset, version }) => subset === '' && version !== '')
      .map(({ host, version }) => [resolveHost(host, namespace), version] as const)
      .filter(([host]) => known.has(host)),
  );
}

/** Whether one of a rule's destinations is the service, or (for routes of services) belongs to its application. */
function leadsTo({ targets }: Split, { host, name, namespace }: MeshService, own: string): boolean {
  return targets.some((target) => {
    if (resolveHost(target.host, own) === host) return true;
    return own === namespace && target.host.startsWith(`${name}-`);
  });
}

/** The version label that a destination's workloads carry. */
function versionOf(
  { host, subset }: SplitTarget,
  namespace: string,
  rule: StoredObject | undefined,
  services: readonly MeshService[],
): string {
  const spec = rule?.object.spec as DestinationRuleSpec | undefined;
  if (subset !== '') {
    const labels = spec?.subsets?.find((one) => one.name === subset)?.labels;
    return labels?.version ?? labels?.['app.kubernetes.io/version'] ?? subset;
  }
  const target = services.find((service) => service.host === resolveHost(host, namespace));
  const versions = new Set(target?.endpoints.map(({ workload }) => workload?.version ?? '') ?? []);
  const [only] = versions;
  if (versions.size === 1 && only !== undefined) return only;
  return /-(v\d[\w.]*)$/.exec(host)?.[1] ?? '';
}

function describeRule(rule: StoredObject | undefined): SplitAnswer['destinationRule'] {
  if (rule === undefined) return null;
  const spec = rule.object.spec as DestinationRuleSpec;
  return {
    namespace: rule.namespace,
    name: rule.name,
    version: rule.version,
    subsets: (spec.subsets ?? []).flatMap(({ name }) => name ?? []),
  };
}

function findRollout({ engine }: RolloutDesk, namespace: string, name: string): string | null {
  const found = engine
    .active()
    .find(({ plan }) => plan.service.namespace === namespace && plan.service.name === name);
  return found?.id ?? null;
}
