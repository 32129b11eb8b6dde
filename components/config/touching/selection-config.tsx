'use client';

import { useConfigList } from '@/lib/client/config/use-config-list';
import { optionalText } from '@/lib/client/url/codec';
import { useUrlState } from '@/lib/client/url/use-url-state';
import { formatSubject, parseEdge, parseSubject } from '@/lib/mesh/graph/node-id';
import { PanelBody } from '../../ui/panel';
import { panelState } from '../../ui/panel-state';
import { PastConfigNote } from '../../ui/past-config-note';
import { TouchingList } from './touching-list';

const STATE = { sel: optionalText };

/** The rules of what is selected in the graph: of a node, or of where an edge leads. */
export function SelectionConfig() {
  const [{ sel }] = useUrlState(STATE);
  const of = sel === undefined ? undefined : subjectOf(sel);
  const list = useConfigList(of === undefined ? {} : { of }, { enabled: of !== undefined });
  if (of === undefined) return null;
  const state = panelState(list, ({ items }) =>
    items.length > 0 ? undefined : <p className="text-faint text-xs">No configuration touches it.</p>,
  );
  return (
    <PanelBody title="Configuration" state={state}>
      {({ items }) => (
        <>
          <PastConfigNote />
          <TouchingList items={items} />
        </>
      )}
    </PanelBody>
  );
}

function subjectOf(selected: string): string | undefined {
  const subject = parseSubject(selected) ?? parseEdge(selected)?.target;
  if (subject === undefined || !['service', 'workload', 'app'].includes(subject.kind)) return undefined;
  return formatSubject(subject);
}
