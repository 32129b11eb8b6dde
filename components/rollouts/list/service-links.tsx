'use client';

import { SlidersHorizontal } from 'lucide-react';
import { splitHref } from '@/lib/client/rollouts/rollout-href';
import { AppLink } from '../../ui/app-link';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { panelState } from '../../ui/panel-state';
import { VersionChip } from '../../ui/version-chip';
import { useShiftable } from '../model/use-shiftable';

/** Services with several versions, each with the way to its sliders. */
export function ServiceLinks() {
  const query = useShiftable();
  const state = panelState(query, (rows) =>
    rows.some(({ versions }) => versions.length > 1) ? undefined : (
      <EmptyState
        title="No service has two versions"
        snippet="npx meshscope run --name orders --version v2 --port 8081 -- node server.js"
      >
        Start a second version beside the first: it can be given a share of the traffic here.
      </EmptyState>
    ),
  );
  return (
    <Panel title="Shift by hand" note="services with several versions" state={state} bodyClassName="p-2">
      {(rows) => (
        <ul className="grid grid-cols-[auto_auto_1fr] gap-y-1">
          {rows
            .filter(({ versions }) => versions.length > 1)
            .map(({ id, name, namespace, versions }) => (
              <li key={id} className="col-span-3 grid grid-cols-subgrid">
                <AppLink
                  href={splitHref({ namespace, name })}
                  className="col-span-3 grid min-h-10 grid-cols-subgrid items-center gap-x-4 rounded-md px-2 transition-colors duration-150 hover:bg-raised"
                >
                  <span className="flex min-w-0 items-center gap-2">
                    <SlidersHorizontal className="size-4 shrink-0 text-accent" aria-hidden />
                    <span className="truncate font-medium">{name}</span>
                  </span>
                  <span className="truncate text-faint text-xs">{namespace}</span>
                  <span className="flex flex-wrap gap-1">
                    {versions.map((version) => (
                      <VersionChip key={version} version={version} />
                    ))}
                  </span>
                </AppLink>
              </li>
            ))}
        </ul>
      )}
    </Panel>
  );
}
