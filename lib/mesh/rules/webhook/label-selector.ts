import type { Labels } from '../index/label-index';
import { hasLabels } from '../index/label-index';
import type { LabelSelector } from '../read/kubernetes-kinds';

/** Whether Kubernetes' label selector picks something with these labels; an absent one picks everything. */
export function selectsBy(selector: LabelSelector | undefined, labels: Labels): boolean {
  if (!hasLabels(labels, selector?.matchLabels ?? {})) return false;
  return (selector?.matchExpressions ?? []).every(({ key = '', operator, values = [] }) => {
    const value = labels[key];
    switch (operator) {
      case 'In':
        return value !== undefined && values.includes(value);
      case 'NotIn':
        return value === undefined || !values.includes(value);
      case 'Exists':
        return value !== undefined;
      case 'DoesNotExist':
        return value === undefined;
      default:
        return false;
    }
  });
}
