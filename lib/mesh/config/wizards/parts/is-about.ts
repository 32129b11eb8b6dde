import type { ConfigObject } from '../../config-object';
import { resolveHost } from '../../host-name';
import { isMapping, isSameValue, valueAt } from '../value-path';
import type { WizardSubject } from '../wizard';
import { subjectLabels } from './blank-object';

/** Whether an object of the subject's namespace names its host at `path` (a host or a list of hosts). */
export function namesHost(object: ConfigObject, subject: WizardSubject, path: string): boolean {
  const namespace = object.metadata.namespace ?? '';
  if (namespace !== subject.namespace || subject.name === '') return false;
  const wanted = resolveHost(subject.name, subject.namespace);
  const hosts = valueAt(object, path);
  return (Array.isArray(hosts) ? hosts : [hosts]).some(
    (host) => typeof host === 'string' && resolveHost(host, namespace) === wanted,
  );
}

/** Whether an object of the subject's namespace selects exactly its workloads at `path` (a mapping of labels). */
export function selectsWorkloads(object: ConfigObject, subject: WizardSubject, path: string): boolean {
  if (object.metadata.namespace !== subject.namespace) return false;
  const labels = valueAt(object, path);
  const isOfAll = !isMapping(labels) || Object.keys(labels).length === 0;
  const wanted = subjectLabels(subject);
  return wanted === undefined ? isOfAll : !isOfAll && isSameValue(labels, wanted);
}

/** Whether a route of the Gateway API in the subject's namespace sends to its service in some rule. */
export function routesToService(object: ConfigObject, subject: WizardSubject): boolean {
  if (object.metadata.namespace !== subject.namespace || subject.name === '') return false;
  const rules = valueAt(object, 'spec.rules');
  const names = (refs: unknown) =>
    Array.isArray(refs) && refs.some((ref) => isMapping(ref) && ref.name === subject.name);
  return (
    names(valueAt(object, 'spec.parentRefs')) ||
    (Array.isArray(rules) && rules.some((rule) => names(valueAt(rule, 'backendRefs'))))
  );
}
