'use client';

import { useQuery } from '@tanstack/react-query';
import { configParams } from '@/lib/client/config/config-href';
import { callEndpoint } from '@/lib/client/http/call-endpoint';
import { useUrlState } from '@/lib/client/url/use-url-state';
import type { Wizard, WizardSubject, WizardVariant } from '@/lib/mesh/config/wizards/wizard';
import { type ConfigDetail, getConfig, listConfig } from '@/lib/protocol/api/config-objects';
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
  const details = useStored([...new Set(kinds)], namespace);
  // The answer to another question is no start for a form.
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
    error: details.error,
    refetch: () => void details.refetch(),
  };
}

/** Stands for a subject that is still being read. */
const PENDING: WizardSubject = { namespace: '', name: '', versions: [] };

/** Objects with their texts, read once: what others save meanwhile shows as a conflict, and never changes a form under the hand. */
function useStored(kind: readonly string[], namespace: string | undefined) {
  return useQuery({
    queryKey: ['wizard-source', kind, namespace],
    queryFn: async ({ signal }): Promise<ConfigDetail[]> => {
      const query = { kind, namespace, limit: MOST_OBJECTS };
      const { items } = await callEndpoint(listConfig, { query, signal });
      return Promise.all(
        items.map((item) => callEndpoint(getConfig, { params: configParams(item), signal })),
      );
    },
    enabled: kind.length > 0 && namespace !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}
