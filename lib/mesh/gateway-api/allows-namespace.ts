import type { ResourceSet } from '../config/resource-set';

interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly { key?: string; operator?: string; values?: readonly string[] }[];
}

/** Namespaces whose objects may attach to something. */
export interface AllowedNamespaces {
  readonly from?: 'All' | 'Selector' | 'Same' | 'None';
  readonly selector?: LabelSelector;
}

/** Whether objects of `namespace` may attach to something in `own`. */
export function allowsNamespace(
  { from, selector }: AllowedNamespaces,
  own: string,
  namespace: string,
  resources: ResourceSet,
): boolean {
  switch (from) {
    case 'All':
      return true;
    case 'Selector':
      return selectsNamespace(selector ?? {}, namespace, resources);
    case 'Same':
      return own === namespace;
    default:
      return false;
  }
}

function selectsNamespace(selector: LabelSelector, name: string, resources: ResourceSet): boolean {
  const labels: Readonly<Record<string, string>> = {
    'kubernetes.io/metadata.name': name,
    ...resources.find('Namespace', '', name)?.metadata.labels,
  };
  const hasLabels = Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
  return (
    hasLabels &&
    (selector.matchExpressions ?? []).every(({ key = '', operator, values = [] }) => {
      const value = labels[key];
      if (operator === 'Exists') return value !== undefined;
      if (operator === 'DoesNotExist') return value === undefined;
      const isIn = value !== undefined && values.includes(value);
      return operator === 'NotIn' ? !isIn : isIn;
    })
  );
}
