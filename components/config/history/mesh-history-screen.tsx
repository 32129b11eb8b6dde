'use client';

import { useMeshHistory } from '@/lib/client/config/use-config-history';
import { optionalNumber } from '@/lib/client/url/codec';
import { useUrlState } from '@/lib/client/url/use-url-state';
import { EmptyState } from '../../ui/empty-state';
import { Page } from '../../ui/page';
import { PageHeader } from '../../ui/page-header';
import { Panel } from '../../ui/panel';
import { panelState } from '../../ui/panel-state';
import { MeshRevisionView } from './mesh-revision-view';
import { RevisionList } from './revision-list';

const STATE = { rev: optionalNumber };

/** Every state the whole configuration has been in, and the way back to each. */
export function MeshHistoryScreen() {
  const history = useMeshHistory();
  const [{ rev }, write] = useUrlState(STATE);
  const newest = history.data?.revisions[0]?.revision;
  const state = panelState(history, ({ revisions }) =>
    revisions.length > 0 ? undefined : <EmptyState title="The configuration has never been changed" />,
  );
  return (
    <Page>
      <PageHeader
        crumbs={[{ label: 'Configuration', href: '/config' }, { label: 'History' }]}
        title="History of the mesh"
        facts={<span className="text-muted max-md:hidden">Every change, newest first.</span>}
      />
      <div className="grid gap-4 min-[1100px]:grid-cols-[360px_minmax(0,1fr)]">
        <Panel title="Revisions" state={state} bodyClassName="p-0">
          {({ revisions }) => (
            <RevisionList
              revisions={revisions}
              selected={rev ?? newest}
              onSelect={(revision) => write({ rev: revision })}
            />
          )}
        </Panel>
        <MeshRevisionView revision={rev ?? newest} newest={newest} />
      </div>
    </Page>
  );
}
