import type { ConfigObject } from '../../mesh/config/config-object';
import { applyEdits } from '../../mesh/config/edit-yaml';
import { resolveHost } from '../../mesh/config/host-name';
import type { DestinationRuleSpec } from '../../mesh/config/kinds/destination-rule';
import { printYaml } from '../../mesh/config/print-yaml';
import { editsBetween } from '../../mesh/config/wizards/edits-between';
import { AppError } from '../../protocol/app-error';
import { applyConfig } from '../config-store/change/apply-config';
import type { ConfigDeps } from '../config-store/config-deps';
import type { StoredObject } from '../store/contract/config-records';

/** The DestinationRule that clients of `host` obey: of the namespace itself, else of any; the oldest of several. */
export function findDestinationRule(
  { state }: Pick<ConfigDeps, 'state'>,
  host: string,
  namespace: string,
): StoredObject | undefined {
  const wanted = resolveHost(host, namespace);
  const rules = [...state.objects().values()]
    .filter(({ kind, object, namespace: own }) => {
      const spec = object.spec as DestinationRuleSpec | undefined;
      return kind === 'DestinationRule' && resolveHost(spec?.host ?? '', own) === wanted;
    })
    .sort((a, b) => a.createdAtMs - b.createdAtMs);
  return rules.find((rule) => rule.namespace === namespace) ?? rules[0];
}

/** Stores a DestinationRule with more subsets than before; what else is in its YAML stays as it is. */
export async function writeSubsets(
  config: ConfigDeps,
  existing: StoredObject | undefined,
  object: ConfigObject,
  who: string,
): Promise<void> {
  const namespace = object.metadata.namespace ?? 'default';
  await applyConfig(config, who, {
    yaml: existing === undefined ? printYaml(object) : editYaml(existing, object),
    namespace,
    file: '',
    reason: 'Subsets for the versions of a rollout',
    dryRun: false,
    remove: [],
    expected: existing === undefined ? {} : { [existing.key]: existing.version },
  });
}

function editYaml(existing: StoredObject, object: ConfigObject): string {
  const edited = applyEdits(existing.yaml, 0, editsBetween(existing.object.spec, object.spec, ['spec']));
  if ('text' in edited) return edited.text;
  throw new AppError(
    'bad_request',
    `Cannot add subsets to DestinationRule ${existing.name}: ${edited.problem}`,
  );
}
