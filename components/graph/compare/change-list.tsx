import { ArrowRight } from 'lucide-react';
import { changeTone, changeWord, type GraphChange, nameOfNode, printChangeValue } from './describe-change';

const TONES = { worse: 'text-failing', better: 'text-ok', neutral: 'text-text' } as const;

type ChangeListProps = { label: string; changes: readonly GraphChange[]; onSelect: (edge: string) => void };

/** Changes as a table, as ranked; each row selects its edge. */
export function ChangeList({ label, changes, onSelect }: ChangeListProps) {
  return (
    <table className="w-full table-fixed text-sm">
      <caption className="px-4 pt-3 pb-1 text-left text-muted text-xs">{label}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Edge</th>
          <th scope="col">What changed</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={`${change.edge} ${change.kind}`} className="border-border border-b hover:bg-raised">
            <td className="p-0">
              <button
                type="button"
                onClick={() => onSelect(change.edge)}
                className="flex w-full min-w-0 flex-col px-4 py-1.5 text-left"
              >
                <span className="w-full truncate">{nameOfNode(change.source)}</span>
                <span className="flex w-full min-w-0 items-center gap-1 text-muted">
                  <ArrowRight role="img" aria-label="to" className="size-3 shrink-0 text-faint" />
                  <span className="truncate">{nameOfNode(change.target)}</span>
                  {change.protocol === 'http' ? null : (
                    <span className="text-faint text-xs">{change.protocol}</span>
                  )}
                </span>
              </button>
            </td>
            <td className="w-36 py-1.5 pr-4 text-right align-top">
              <span className="block text-muted text-xs leading-5">{changeWord(change)}</span>
              <Values change={change} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Values({ change }: { change: GraphChange }) {
  const { kind, before, after } = change;
  const tone = TONES[changeTone(change)];
  if (kind === 'new') return <span className="tabular-nums">{printChangeValue(change, after)}</span>;
  if (kind === 'lost')
    return <span className="text-muted tabular-nums">was {printChangeValue(change, before)}</span>;
  return (
    <span className="whitespace-nowrap tabular-nums">
      <span className="text-muted">{printChangeValue(change, before)}</span>
      <ArrowRight role="img" aria-label="to" className="mx-1 inline size-3 text-faint" />
      <span className={tone}>{printChangeValue(change, after)}</span>
    </span>
  );
}
