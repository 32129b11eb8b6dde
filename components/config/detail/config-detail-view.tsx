'use client';

import { useState } from 'react';
import { useHotkey } from '@/lib/client/keyboard/use-hotkey';
import { useUrlState } from '@/lib/client/url/use-url-state';
import type { ConfigDetail } from '@/lib/protocol/api/config-objects';
import { Page } from '../../ui/page';
import { Tabs } from '../../ui/tabs';
import { HistoryTab } from '../history/history-tab';
import { ObjectOverview } from '../overview/object-overview';
import { AgentsTab } from '../push/agents-tab';
import type { ChangeSet } from '../save/change-set';
import { LateSaveDialog } from '../save/late-save-dialog';
import { DetailHeader } from './detail-header';
import { DETAIL_STATE } from './detail-state';
import { EditTab } from './edit-tab';
import { useDraftText } from './use-draft-text';

type ConfigDetailViewProps = {
  detail: ConfigDetail;
  isStale: boolean;
  /** The reader has deleted it: nothing is to be asked of it any more. */
  onGone: () => void;
};

/** The page of an object that is there. */
export function ConfigDetailView({ detail, isStale, onGone }: ConfigDetailViewProps) {
  const [{ tab }, write] = useUrlState(DETAIL_STATE);
  const draft = useDraftText(detail);
  const [change, setChange] = useState<ChangeSet>();
  const preview = () => {
    if (draft.isChanged) setChange(draft.change());
  };
  useHotkey('ctrl+s', 'Preview and save', preview, { whileTyping: true, enabled: change === undefined });
  return (
    <Page>
      <DetailHeader
        detail={detail}
        isStale={isStale}
        isChanged={draft.isChanged}
        onSave={preview}
        onGone={onGone}
      />
      <Tabs
        label={`Views of ${detail.name}`}
        value={tab}
        tabs={[
          { value: 'edit', label: 'YAML' },
          { value: 'overview', label: 'Overview' },
          { value: 'history', label: 'History' },
          { value: 'agents', label: 'Agents' },
        ]}
        onChange={(next) => write({ tab: next })}
        className="grow"
      >
        {tab === 'edit' ? <EditTab detail={detail} draft={draft} onPreview={preview} /> : null}
        {tab === 'overview' ? <ObjectOverview detail={detail} /> : null}
        {tab === 'history' ? <HistoryTab detail={detail} /> : null}
        {tab === 'agents' ? <AgentsTab detail={detail} /> : null}
      </Tabs>
      {change === undefined ? null : (
        <LateSaveDialog
          key={JSON.stringify(change.expected)}
          change={change}
          onClose={() => setChange(undefined)}
          onSaved={draft.drop}
          onMerged={(merged) => {
            draft.rebase(merged, detail.key);
            setChange(merged);
          }}
        />
      )}
    </Page>
  );
}
