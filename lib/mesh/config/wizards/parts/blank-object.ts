import type { ConfigObject } from '../../config-object';
import { CONFIG_KINDS, type ConfigKindName } from '../../kinds';
import type { WizardSubject } from '../wizard';

/** A new object of a kind, in its newest version. */
export function blankObject(
  kind: ConfigKindName,
  { namespace }: WizardSubject,
  name: string,
  spec: Readonly<Record<string, unknown>>,
): ConfigObject {
  const { group, kind: word, versions } = CONFIG_KINDS[kind];
  const apiVersion = `${group}/${versions.at(-1) ?? 'v1'}`;
  return { apiVersion, kind: word, metadata: { name, namespace }, spec };
}

/** A name for a new object: of the service or workload, or a word for the whole namespace. */
export function subjectName({ name }: WizardSubject, wholeNamespace = 'default'): string {
  return name === '' ? wholeNamespace : (name.split('.')[0] ?? name);
}

/** The labels that select the workloads of a subject; none selects all of the namespace. */
export function subjectLabels(subject: WizardSubject): Record<string, string> | undefined {
  return subject.name === '' ? undefined : { app: subjectName(subject) };
}
