'use client';

import { useUrlState } from '@/lib/client/url/use-url-state';
import { findWizard } from '@/lib/mesh/config/wizards/wizards';
import { AppLink } from '../../ui/app-link';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { Page } from '../../ui/page';
import { PageHeader } from '../../ui/page-header';
import { SegmentedControl } from '../../ui/segmented-control';
import { Skeleton } from '../../ui/skeleton';
import { SubjectPicker } from './subject-picker';
import { useWizardSource } from './use-wizard-source';
import { WizardForm } from './wizard-form';
import { WIZARD_STATE } from './wizard-state';

const DIALECTS = [
  { value: 'istio', label: 'Istio' },
  { value: 'gateway-api', label: 'Gateway API' },
] as const;

/** One wizard: what it is for, the form, the YAML it writes, and the preview. */
export function WizardScreen({ id }: { id: string }) {
  const wizard = findWizard(id);
  const [{ dialect }, write] = useUrlState(WIZARD_STATE);
  const source = useWizardSource(wizard);
  if (wizard === undefined) {
    return (
      <EmptyState
        title={`There is no wizard called ${id}`}
        action={
          <Button asChild size="sm">
            <AppLink href="/config/new">All wizards</AppLink>
          </Button>
        }
      />
    );
  }
  const { subject, stored, variant, error, refetch } = source;
  return (
    <Page>
      <PageHeader
        crumbs={[
          { label: 'Configuration', href: '/config' },
          { label: 'New', href: '/config/new' },
          { label: wizard.title },
        ]}
        title={wizard.title}
        facts={<span className="text-muted max-md:hidden">{wizard.summary}</span>}
        actions={
          wizard.variants.length > 1 && source.canChooseDialect ? (
            <SegmentedControl
              label="Written as"
              value={dialect}
              options={DIALECTS}
              onChange={(next) => write({ dialect: next })}
            />
          ) : undefined
        }
      />
      <SubjectPicker wizard={wizard} />
      {error !== null && stored === undefined ? (
        <Card>
          <ErrorState
            title="Cannot load the stored configuration"
            message={error.message}
            onRetry={() => refetch()}
          />
        </Card>
      ) : subject === undefined ? (
        <Card>
          <EmptyState
            title={wizard.about === 'service' ? 'Which service is it for?' : 'Which workloads is it for?'}
          >
            {wizard.about === 'service'
              ? 'Choose a namespace and a service above. Existing configuration for it is loaded into the form, with the YAML beside it.'
              : 'Choose a namespace above, and an app unless it is for the whole namespace. Existing configuration is loaded into the form.'}
          </EmptyState>
        </Card>
      ) : stored === undefined || variant === undefined ? (
        <Card className="flex flex-col gap-3 p-4">
          <Skeleton className="h-4 w-40" />
          <Skeleton className="h-8 w-full" />
          <Skeleton className="h-8 w-2/3" />
        </Card>
      ) : (
        <WizardForm
          // Another subject or language is another form.
          key={`${variant.dialect} ${subject.namespace}/${subject.name} ${subject.versions.join(' ')} ${source.objectKey ?? ''}`}
          variant={variant}
          subject={subject}
          stored={stored}
          objectKey={source.objectKey}
        />
      )}
    </Page>
  );
}
