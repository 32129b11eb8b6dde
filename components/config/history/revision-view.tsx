'use client';

import { RotateCcw, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useConfigRevision } from '@/lib/client/config/use-config-history';
import { formatAbsolute } from '@/lib/client/format/format-time';
import type { ConfigDetail } from '@/lib/protocol/api/config-objects';
import { Button } from '../../ui/button';
import { Panel } from '../../ui/panel';
import { panelState } from '../../ui/panel-state';
import { YamlDiff } from '../editor/yaml-diff';
import { RevertDialog } from './revert-dialog';

type RevisionViewProps = { detail: ConfigDetail; revision: number | undefined };

/** One change: what it changed in this object, and the ways back. */
export function RevisionView({ detail, revision }: RevisionViewProps) {
  const query = useConfigRevision(revision);
  const [target, setTarget] = useState<{ revision: number; title: string }>();
  return (
    <>
      <Panel
        title={revision === undefined ? 'Change' : `Revision ${revision}`}
        state={panelState(query)}
        note={
          query.data === undefined ? undefined : `${formatAbsolute(query.data.at)} by ${query.data.author}`
        }
        actions={
          revision === undefined ? undefined : (
            <>
              <Button
                size="sm"
                onClick={() =>
                  setTarget({ revision: revision - 1, title: `Revert the change of revision ${revision}` })
                }
              >
                <Undo2 aria-hidden />
                Revert this change
              </Button>
              {revision === detail.revision ? null : (
                <Button
                  size="sm"
                  onClick={() => setTarget({ revision, title: `Revert to revision ${revision}` })}
                >
                  <RotateCcw aria-hidden />
                  Revert to this
                </Button>
              )}
            </>
          )
        }
      >
        {({ changes, reason, changed }) => {
          const change = changes.find(({ key }) => key === detail.key);
          return (
            <div className="flex flex-col gap-3">
              {reason === '' ? null : <p>{reason}</p>}
              {change === undefined ? (
                <p className="text-muted">This revision did not change {detail.name}.</p>
              ) : (
                <YamlDiff
                  label={`What revision ${revision} changed`}
                  before={change.before ?? ''}
                  after={change.after ?? ''}
                />
              )}
              {changed > 1 ? (
                <p className="text-faint text-xs">It changed {changed - 1} other objects too.</p>
              ) : null}
            </div>
          );
        }}
      </Panel>
      {target === undefined ? null : (
        <RevertDialog
          detail={detail}
          revision={target.revision}
          title={target.title}
          onClose={() => setTarget(undefined)}
        />
      )}
    </>
  );
}
