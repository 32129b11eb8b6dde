import { Compass } from 'lucide-react';
import type { Metadata } from 'next';
import { AppLink } from '@/components/ui/app-link';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';

export const metadata: Metadata = { title: 'No such page' };

export default function NotFound() {
  return (
    <Page>
      <PageHeader title="No such page" />
      <EmptyState
        icon={Compass}
        title="Nothing is at this address"
        action={
          <span className="flex gap-2">
            <Button asChild>
              <AppLink href="/">Overview</AppLink>
            </Button>
            <Button asChild>
              <AppLink href="/graph">Graph</AppLink>
            </Button>
          </span>
        }
      >
        The link may be old or mistyped.
      </EmptyState>
    </Page>
  );
}
