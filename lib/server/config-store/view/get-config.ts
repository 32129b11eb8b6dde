import { linkResources, type ResourceLink } from '../../../mesh/config/references/link-resources';
import type { ConfigItem, ConfigObjectName } from '../../../protocol/api/config';
import type { ConfigDeps } from '../config-deps';
import { requireObject } from '../require-object';
import { locateFindings } from '../state/locate-findings';
import { describeFinding, type WireFinding } from './describe-finding';
import { describeItem } from './list-config';

/** One object with everything that is known of it. */
interface ConfigView extends ConfigItem {
  yaml: string;
  object: Readonly<Record<string, unknown>>;
  problems: readonly WireFinding[];
  uses: ResourceLink[];
  usedBy: ResourceLink[];
}

/** One object: its text, what is wrong with it, what it uses and what uses it. */
export async function getConfig(deps: ConfigDeps, name: ConfigObjectName): Promise<ConfigView> {
  const { state, registry } = deps;
  const stored = requireObject(state, name);
  const problems = (await deps.findings.byObject()).get(stored.key) ?? [];
  const { services, settings } = registry.snapshot();
  const index = [...state.objects().keys()].indexOf(stored.key);
  const links = linkResources(state.resources(), services, `svc.${settings.clusterDomain}`);
  const resource = state.resources()[index];
  return {
    ...describeItem(stored, problems),
    yaml: stored.yaml,
    object: stored.object,
    problems: locateFindings(problems, resource === undefined ? [] : [resource]).map(describeFinding),
    uses: resource === undefined ? [] : links.uses(resource),
    usedBy: resource === undefined ? [] : links.usedBy(resource),
  };
}
