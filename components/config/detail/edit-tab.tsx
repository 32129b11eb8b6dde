'use client';

import { useMemo } from 'react';
import type { ConfigDetail } from '@/lib/protocol/api/config-objects';
import { Button } from '../../ui/button';
import { TimeAgo } from '../../ui/time-ago';
import { Workbench } from '../editor/workbench';
import { ReferencesPanel } from './references-panel';
import type { DraftText } from './use-draft-text';

type EditTabProps = { detail: ConfigDetail; draft: DraftText; onPreview: () => void };

/** The YAML, its findings, and what it is tied to. */
export function EditTab({ detail, draft, onPreview }: EditTabProps) {
  const stored = useMemo(() => new Set(detail.problems.map(({ key }) => key)), [detail.problems]);
  const isOvertaken = draft.isChanged && draft.version !== detail.version;
  return (
    <Workbench
      label={`YAML of ${detail.name}`}
      text={draft.text}
      namespace={detail.namespace}
      onChange={draft.write}
      onPreview={onPreview}
      notice={
        isOvertaken ? (
          <div
            role="status"
            className="flex flex-wrap items-center gap-3 rounded-md border border-degraded/50 bg-degraded/10 px-3 py-2"
          >
            <span>
              {detail.author} saved version {detail.version} <TimeAgo timeMs={detail.updatedAt} />; yours is
              based on version {draft.version}. Saving shows both.
            </span>
            <Button size="sm" className="ml-auto" onClick={draft.drop}>
              Drop mine
            </Button>
          </div>
        ) : undefined
      }
      stored={stored}
      isDraft={draft.isChanged}
      aside={<ReferencesPanel detail={detail} />}
    />
  );
}
