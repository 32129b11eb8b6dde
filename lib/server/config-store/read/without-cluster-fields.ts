import { removeYamlFields } from '../../../mesh/config/print-yaml';

const METADATA = ['uid', 'resourceVersion', 'generation', 'managedFields', 'selfLink', 'ownerReferences'];
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

const CLUSTER_FIELDS: readonly (readonly string[])[] = [
  ['status'],
  ...METADATA.map((field) => ['metadata', field]),
  ['metadata', 'annotations', LAST_APPLIED],
];

/** An object's text without what the cluster it comes from added to it. */
export function withoutClusterFields(yaml: string): string {
  return removeYamlFields(yaml, CLUSTER_FIELDS);
}
