import { SlidersHorizontal } from 'lucide-react';
import { splitHref } from '@/lib/client/rollouts/rollout-href';
import { AppLink } from '../../ui/app-link';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { EmptyState } from '../../ui/empty-state';

type NeedsRuleProps = { service: { namespace: string; name: string }; isUnsplit: boolean };

/** A rollout moves the shares of a rule: first there must be one that tells versions apart. */
export function NeedsRule({ service, isUnsplit }: NeedsRuleProps) {
  return (
    <Card>
      <EmptyState
        title={
          isUnsplit
            ? `The rule of ${service.name} does not tell its versions apart`
            : `No rule spreads the requests of ${service.name} yet`
        }
        action={
          <Button asChild tone="primary">
            <AppLink href={splitHref(service)}>
              <SlidersHorizontal aria-hidden />
              {isUnsplit ? 'Split it by version' : 'Make the rule'}
            </AppLink>
          </Button>
        }
      >
        A rollout moves shares from one version to another. Make a rule that names them, at first as things
        are; then plan the rollout.
      </EmptyState>
    </Card>
  );
}
