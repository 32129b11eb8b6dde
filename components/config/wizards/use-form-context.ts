'use client';

import { useMemo } from 'react';
import { useNames } from '@/lib/client/names/use-names';
import type { FormProblem } from '@/lib/mesh/config/wizards/check-form';
import type { WizardSubject } from '@/lib/mesh/config/wizards/wizard';
import type { FormContextValue } from './form/form-context';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

const RETRY_ON = [
  '5xx',
  'gateway-error',
  'reset',
  'connect-failure',
  'refused-stream',
  'retriable-status-codes',
  'unavailable',
  'cancelled',
  'retriable-4xx',
];

/** What is wrong in a form, and the names that its fields may offer. */
export function useFormContext(
  { namespace, versions }: WizardSubject,
  problems: readonly FormProblem[],
  isTried: boolean,
): FormContextValue {
  const { data: names } = useNames();
  return useMemo(() => {
    const entities = names?.entities ?? [];
    const services = entities.filter(({ kind }) => kind === 'service');
    const hosts = services.map((service) =>
      service.namespace === namespace ? service.name : `${service.name}.${service.namespace}`,
    );
    const apps = entities.filter(({ kind }) => kind === 'app');
    return {
      isTried,
      problems: new Map(problems.map(({ path, message }) => [path, message])),
      suggestions: {
        host: [...new Set(hosts)],
        subset: versions,
        namespace: names?.namespaces ?? [],
        gateway: ['mesh'],
        principal: apps.map((app) => `cluster.local/ns/${app.namespace}/sa/${app.name}`),
        method: METHODS,
        'retry-on': RETRY_ON,
      },
    };
  }, [names, namespace, versions, problems, isTried]);
}
