import { AppLink } from '../ui/app-link';
import { Button } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { Page } from '../ui/page';
import { PageHeader } from '../ui/page-header';
import { ENTITY_WORDS, type EntityKind } from './entity-kind';

type NoEntityProps = { kind: EntityKind; namespace: string; name: string };

/** The page of something that the mesh never had. */
export function NoEntity({ kind, namespace, name }: NoEntityProps) {
  const { path, plural, singular, icon } = ENTITY_WORDS[kind];
  const word = singular.toLowerCase();
  return (
    <Page>
      <PageHeader
        crumbs={[{ label: plural, href: path }, { label: namespace }, { label: name }]}
        title={`No ${word} ${name}`}
      />
      <EmptyState
        icon={icon}
        title={`No ${word} “${name}” in namespace “${namespace}”`}
        action={
          <Button asChild>
            <AppLink href={path}>All {plural.toLowerCase()}</AppLink>
          </Button>
        }
      >
        No agent speaks for it, and no traffic to or from it is stored. Is the name spelled right?
      </EmptyState>
    </Page>
  );
}
