'use client';

import { FileCode2, Wand2 } from 'lucide-react';
import { optionalText } from '@/lib/client/url/codec';
import { useUrlState } from '@/lib/client/url/use-url-state';
import type { Wizard, WizardGroup } from '@/lib/mesh/config/wizards/wizard';
import { WIZARDS } from '@/lib/mesh/config/wizards/wizards';
import { AppLink } from '../../ui/app-link';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Page } from '../../ui/page';
import { PageHeader } from '../../ui/page-header';

const GROUPS: readonly WizardGroup[] = ['Routing', 'Resilience', 'Security', 'Edges', 'Observability'];

const STATE = { of: optionalText };

/** Everything that can be written with a form, by what it is for. */
export function WizardGallery() {
  const [{ of }] = useUrlState(STATE);
  const query = of === undefined ? '' : `?of=${encodeURIComponent(of)}`;
  return (
    <Page>
      <PageHeader
        crumbs={[{ label: 'Configuration', href: '/config' }, { label: 'New' }]}
        title="New configuration"
        facts={<span className="text-muted max-md:hidden">Every wizard ends with a preview.</span>}
        actions={
          <Button asChild size="sm">
            <AppLink href="/config/new/yaml">
              <FileCode2 aria-hidden />
              Write YAML
            </AppLink>
          </Button>
        }
      />
      {GROUPS.map((group) => (
        <section key={group} className="flex flex-col gap-2">
          <h2 className="text-muted text-xs">{group}</h2>
          <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
            {WIZARDS.filter((wizard) => wizard.group === group).map((wizard) => (
              <li key={wizard.id}>
                <WizardCard wizard={wizard} href={`/config/new/${wizard.id}${query}`} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Page>
  );
}

function WizardCard({ wizard: { title, summary, variants }, href }: { wizard: Wizard; href: string }) {
  return (
    <AppLink
      href={href}
      className="flex h-full min-h-24 flex-col gap-1 rounded-lg border border-border bg-surface p-4 transition-colors duration-150 hover:border-border-strong hover:bg-raised"
    >
      <span className="flex items-center gap-2 font-medium">
        <Wand2 className="size-4 shrink-0 text-faint" aria-hidden />
        {title}
        {variants.length > 1 ? <Badge className="ml-auto">Gateway API too</Badge> : null}
      </span>
      <span className="text-muted text-xs leading-5">{summary}</span>
    </AppLink>
  );
}
