'use client';

import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { panelState } from '../../ui/panel-state';
import { useShiftable } from '../model/use-shiftable';
import { ShiftRow } from './shift-row';

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
    <Panel
      title="Shift by hand"
      note="how each service is shared now: the rule, and what its versions answered in the last minute"
      state={state}
      bodyClassName="p-2"
    >
      {(rows) => (
        <ul className="flex flex-col">
          {rows
            .filter(({ versions }) => versions.length > 1)
            .map((row) => (
              <ShiftRow key={row.id} service={row} />
            ))}
        </ul>
      )}
    </Panel>
  );
}
