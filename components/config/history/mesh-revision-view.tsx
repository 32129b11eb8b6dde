'use client';

import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { configHref } from '@/lib/client/config/config-href';
import { useConfigRevision } from '@/lib/client/config/use-config-history';
import { formatAbsolute } from '@/lib/client/format/format-time';
import type { ConfigRevisionDetail } from '@/lib/protocol/api/config-history';
import { AppLink } from '../../ui/app-link';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { type PanelState, panelState } from '../../ui/panel-state';
import { YamlDiff } from '../editor/yaml-diff';
import { kindLabel } from '../kind-label';
import { RestoreDialog } from './restore-dialog';

const MOST_DIFFS = 20;

type MeshRevisionViewProps = { revision: number | undefined; newest: number | undefined };

/** One revision of the mesh: what it changed, object by object, and the way back to it. */
export function MeshRevisionView({ revision, newest }: MeshRevisionViewProps) {
  const query = useConfigRevision(revision);
  const [isRestoring, setRestoring] = useState(false);
  const state: PanelState<ConfigRevisionDetail> =
    revision === undefined
      ? { kind: 'empty', empty: <EmptyState title="Choose a revision" /> }
      : panelState(query);
  return (
    <>
      <Panel
        title={revision === undefined ? 'Revision' : `Revision ${revision}`}
        state={state}
        note={
          query.data === undefined ? undefined : `${formatAbsolute(query.data.at)} by ${query.data.author}`
        }
        actions={
          revision === undefined || revision === newest ? undefined : (
            <Button size="sm" onClick={() => setRestoring(true)}>
              <RotateCcw aria-hidden />
              Restore the mesh to this revision
            </Button>
          )
        }
      >
        {({ reason, changes, changed }) => (
          <div className="flex flex-col gap-4">
            {reason === '' ? null : <p>{reason}</p>}
            {changes.slice(0, MOST_DIFFS).map((change) => (
              <div key={change.key} className="flex min-w-0 flex-col gap-1">
                <p className="flex items-center gap-2">
                  <AppLink href={configHref(change)} className="rounded-sm hover:underline">
                    <span className="text-muted">{kindLabel(change.kind)}</span> {change.name}
                    <span className="text-faint"> {change.namespace}</span>
                  </AppLink>
                  <span className="text-faint text-xs">{change.change}</span>
                </p>
                <YamlDiff
                  label={`What revision ${revision} changed in ${change.kind} ${change.namespace}/${change.name}`}
                  title={`${change.namespace}/${change.name}`}
                  before={change.before ?? ''}
                  after={change.after ?? ''}
                />
              </div>
            ))}
            {changed > MOST_DIFFS ? (
              <p className="text-faint">And {changed - MOST_DIFFS} more objects.</p>
            ) : null}
          </div>
        )}
      </Panel>
      {isRestoring && revision !== undefined ? (
        <RestoreDialog revision={revision} newest={newest} onClose={() => setRestoring(false)} />
      ) : null}
    </>
  );
}
