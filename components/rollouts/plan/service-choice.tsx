'use client';

import { ChevronRight } from 'lucide-react';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { panelState } from '../../ui/panel-state';
import { VersionChip } from '../../ui/version-chip';
import { useShiftable } from '../model/use-shiftable';

/** Which service gets a new version. */
export function ServiceChoice({ onChoose }: { onChoose: (service: string) => void }) {
  const state = panelState(useShiftable(), (rows) =>
    rows.length > 0 ? undefined : (
      <EmptyState
        title="No service has been seen in the last 5 minutes"
        snippet="npx meshscope run --name orders --version v1 --port 8080 -- node server.js"
      />
    ),
  );
  return (
    <Panel title="Which service?" state={state} bodyClassName="p-2">
      {(rows) => (
        <ul>
          {rows.map(({ id, name, namespace, versions }) => (
            <li key={id}>
              <button
                type="button"
                onClick={() => onChoose(`${namespace}/${name}`)}
                className="flex min-h-9 w-full items-center gap-2 rounded-md px-2 text-left transition-colors duration-150 hover:bg-raised"
              >
                <span className="font-medium">{name}</span>
                <span className="text-faint text-xs">{namespace}</span>
                <span className="ml-auto flex gap-1">
                  {versions.map((version) => (
                    <VersionChip key={version} version={version} />
                  ))}
                </span>
                <ChevronRight className="size-4 text-faint" aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
