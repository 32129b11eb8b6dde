'use client';

import { useRollout } from '@/lib/client/rollouts/use-rollouts';
import { useSplit } from '@/lib/client/rollouts/use-split';
import { optionalText } from '@/lib/client/url/codec';
import { useUrlState } from '@/lib/client/url/use-url-state';
import { ErrorState } from '../../ui/error-state';
import { Page } from '../../ui/page';
import { PageHeader } from '../../ui/page-header';
import { Skeleton } from '../../ui/skeleton';
import { PlanEditor } from './plan-editor';
import { ServiceChoice } from './service-choice';

const STATE = { service: optionalText, like: optionalText };
const SECONDS = 60;

/** Plans a rollout and starts it. */
export function NewRolloutScreen() {
  const [{ service, like }, write] = useUrlState(STATE);
  const [namespace = '', name = ''] = (service ?? '').split('/');
  const isChosen = namespace !== '' && name !== '';
  const { data, error, refetch } = useSplit({ namespace, name }, SECONDS, { enabled: isChosen });
  const model = useRollout(like ?? '', { enabled: like !== undefined });
  const isModelKnown = like === undefined || model.data !== undefined || model.error !== null;
  return (
    <Page>
      <PageHeader
        crumbs={[{ label: 'Rollouts', href: '/rollouts' }, { label: 'New' }]}
        title={isChosen ? `Plan a rollout of ${name}` : 'Plan a rollout'}
      />
      {!isChosen ? (
        <ServiceChoice onChoose={(next) => write({ service: next })} />
      ) : data !== undefined && isModelKnown ? (
        <PlanEditor key={service} answer={data} like={model.data?.plan} />
      ) : error !== null ? (
        <ErrorState
          title={`Cannot load the versions of ${namespace}/${name}`}
          message={error.message}
          onRetry={() => void refetch()}
        />
      ) : (
        <Skeleton className="h-96" />
      )}
    </Page>
  );
}
