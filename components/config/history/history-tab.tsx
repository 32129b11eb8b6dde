'use client';

import { useConfigHistory } from '@/lib/client/config/use-config-history';
import { useUrlState } from '@/lib/client/url/use-url-state';
import type { ConfigDetail } from '@/lib/protocol/api/config-objects';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { panelState } from '../../ui/panel-state';
import { DETAIL_STATE } from '../detail/detail-state';
import { RevisionList } from './revision-list';
import { RevisionView } from './revision-view';

/** How an object came to be what it is: every change, its author and reason, and the way back to each. */
export function HistoryTab({ detail }: { detail: ConfigDetail }) {
  const history = useConfigHistory(detail);
  const [{ rev }, write] = useUrlState(DETAIL_STATE);
  const state = panelState(history, ({ revisions }) =>
    revisions.length > 0 ? undefined : <EmptyState title="No changes of this object are recorded" />,
  );
  return (
    <div className="grid gap-4 min-[1100px]:grid-cols-[360px_minmax(0,1fr)]">
      <Panel title="Changes" state={state} bodyClassName="p-0">
        {({ revisions }) => (
          <RevisionList
            revisions={revisions}
            objectKey={detail.key}
            selected={rev ?? revisions[0]?.revision}
            onSelect={(revision) => write({ rev: revision })}
          />
        )}
      </Panel>
      <RevisionView detail={detail} revision={rev ?? history.data?.revisions[0]?.revision} />
    </div>
  );
}
