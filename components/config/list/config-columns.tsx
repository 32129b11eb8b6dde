import type { ConfigItem } from '@/lib/protocol/api/config';
import { FindingCounts } from '../../ui/finding-counts';
import type { TableColumn } from '../../ui/table-column';
import { TimeAgo } from '../../ui/time-ago';
import { kindLabel } from '../kind-label';
import { PushCell } from './push-cell';
import type { PushOf } from './push-of';

type Column = TableColumn<ConfigItem>;

const NAME: Column = {
  id: 'name',
  header: 'Name',
  isFixed: true,
  minWidth: 180,
  sortBy: ({ name }) => name,
  cell: ({ name, kind }) => (
    <>
      <span className="font-medium">{name}</span>
      {/* Beside it where there is no room for a column of kinds. */}
      <span className="ml-2 text-muted text-xs sm:hidden">{kindLabel(kind)}</span>
    </>
  ),
};

const KIND: Column = {
  id: 'kind',
  isWide: true,
  header: 'Kind',
  width: 168,
  sortBy: ({ kind }) => kind,
  cell: ({ kind }) => kindLabel(kind),
};

const NAMESPACE: Column = {
  id: 'namespace',
  isWide: true,
  header: 'Namespace',
  width: 136,
  sortBy: ({ namespace }) => namespace,
  cell: ({ namespace }) => <span className="text-muted">{namespace === '' ? 'whole mesh' : namespace}</span>,
};

const FINDINGS: Column = {
  id: 'findings',
  header: 'Findings',
  width: 128,
  firstSort: 'desc',
  sortBy: ({ findings }) => findings.error * 1e6 + findings.warning * 1e3 + findings.info,
  cell: ({ findings }) => <FindingCounts counts={findings} />,
};

const LABELS: Column = {
  id: 'labels',
  header: 'Labels',
  minWidth: 160,
  isHidden: true,
  cell: ({ labels }) => (
    <span className="font-mono text-muted text-xs">
      {Object.entries(labels)
        .map(([key, value]) => `${key}=${value}`)
        .join(', ')}
    </span>
  ),
};

const VERSION: Column = {
  id: 'version',
  isWide: true,
  header: 'Version',
  width: 88,
  align: 'end',
  help: 'How often this object has been changed',
  firstSort: 'desc',
  sortBy: ({ version }) => version,
  cell: ({ version }) => version,
};

const AUTHOR: Column = {
  id: 'author',
  isWide: true,
  header: 'Changed by',
  width: 112,
  sortBy: ({ author }) => author,
  cell: ({ author }) => <span className="text-muted">{author}</span>,
};

const CHANGED: Column = {
  id: 'changed',
  isWide: true,
  header: 'Changed',
  width: 112,
  firstSort: 'desc',
  sortBy: ({ updatedAt }) => updatedAt,
  cell: ({ updatedAt }) => <TimeAgo timeMs={updatedAt} className="text-muted text-xs" />,
};

/** The columns of the list; `pushOf` says how far an object has come on its way to the agents. */
export function configColumns(pushOf: PushOf): readonly Column[] {
  const push: Column = {
    id: 'push',
    isWide: true,
    header: 'Agents',
    width: 128,
    help: 'Agents that have taken the object as it stands',
    firstSort: 'asc',
    sortBy: (item) => pushOf(item)?.taken,
    cell: (item) => <PushCell push={pushOf(item)} />,
  };
  return [NAME, KIND, NAMESPACE, FINDINGS, LABELS, VERSION, AUTHOR, CHANGED, push];
}
