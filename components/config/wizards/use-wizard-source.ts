'use client';

import { useQuery } from '@tanstack/react-query';
import { configParams } from '@/lib/client/config/config-href';
import { useConfigList } from '@/lib/client/config/use-config-list';
import { callEndpoint } from '@/lib/client/http/call-endpoint';
import { useUrlState } from '@/lib/client/url/use-url-state';
import type { Wizard, WizardSubject, WizardVariant } from '@/lib/mesh/config/wizards/wizard';
import type { ConfigItem } from '@/lib/protocol/api/config';
import { type ConfigDetail, getConfig } from '@/lib/protocol/api/config-objects';
import { subjectOfObject } from './subject-of-object';
import { useWizardSubject } from './use-wizard-subject';
import { WIZARD_STATE } from './wizard-state';

const MOST_OBJECTS = 500;

export type WizardSource = {
  variant: WizardVariant | undefined;
  /** Undefined until the reader has chosen what the wizard is for. */
  subject: WizardSubject | undefined;
  /** Every stored object that a part might change; undefined while it is being read. */
  stored: readonly ConfigDetail[] | undefined;
  objectKey: string | undefined;
  canChooseDialect: boolean;
  error: Error | null;
  refetch: () => void;
};

/** What a wizard starts from: its subject, and what is stored about it. */
export function useWizardSource(wizard: Wizard | undefined): WizardSource {
  const [{ object: objectKey, dialect }] = useUrlState(WIZARD_STATE);
  const chosen = useWizardSubject();
  const kinds = wizard?.variants.flatMap(({ parts }) => parts.map(({ kind }) => kind)) ?? [];
  const namespace = objectKey === undefined ? chosen.subject?.namespace : objectKey.split('/').at(-2);
  const list = useConfigList(
    { kind: [...new Set(kinds)], namespace: namespace === undefined ? [] : [namespace] },
    { enabled: wizard !== undefined && namespace !== undefined },
  );
  // The answer to another question is no start for a form.
  const items = list.isPlaceholderData ? undefined : list.data?.items;
  const details = useDetails(items);
  const stored = details.isPlaceholderData ? undefined : details.data;
  const named = stored?.find(({ key }) => key === objectKey);
  const variant =
    named === undefined
      ? (wizard?.variants.find((one) => one.dialect === dialect) ?? wizard?.variants[0])
      : wizard?.variants.find(({ parts }) => parts.some(({ kind }) => kind === named.kind));
  const subject = named === undefined ? chosen.subject : subjectOfObject(named);
  return {
    variant,
    subject: objectKey !== undefined && stored === undefined ? PENDING : subject,
    stored: chosen.isPending ? undefined : stored,
    objectKey,
    canChooseDialect: objectKey === undefined,
    error: list.error ?? details.error,
    refetch: () => void Promise.all([list.refetch(), details.refetch()]),
  };
}

/** Stands for a subject that is still being read. */
const PENDING: WizardSubject = { namespace: '', name: '', versions: [] };

/** The texts of objects, read once: what others save meanwhile shows as a conflict, and never changes a form under the hand. */
function useDetails(items: readonly ConfigItem[] | undefined) {
  return useQuery({
    queryKey: ['config-details', items?.map(({ key }) => key)],
    queryFn: ({ signal }): Promise<ConfigDetail[]> =>
      Promise.all(
        (items ?? [])
          .slice(0, MOST_OBJECTS)
          .map((item) => callEndpoint(getConfig, { params: configParams(item), signal })),
      ),
    enabled: items !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}
