import type { DiagnosedHypothesis } from '@/lib/protocol/api/diagnosis';
import { Tooltip } from '../ui/tooltip';
import { PART_HELP, PART_WORDS } from './cause-words';

/** The parts of a score: what each adds of what it could, and why. */
export function ScoreBars({ parts }: Pick<DiagnosedHypothesis, 'parts'>) {
  return (
    <table className="w-full table-fixed text-xs">
      <caption className="pb-1.5 text-left text-faint">
        How likely this is, in points: five questions, at most 100. One that has nearly as many is nearly as
        likely.
      </caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Part</th>
          <th scope="col">Points</th>
          <th scope="col">Because</th>
        </tr>
      </thead>
      <tbody>
        {parts.map(({ name, value, weight, because }) => (
          <tr key={name} className="align-baseline">
            <th scope="row" className="w-36 py-0.5 pr-3 text-left font-normal text-muted">
              <Tooltip content={PART_HELP[name]} side="top">
                <button
                  type="button"
                  className="min-h-6 min-w-6 cursor-help rounded-sm text-left underline decoration-dotted decoration-faint underline-offset-4"
                >
                  {PART_WORDS[name]}
                </button>
              </Tooltip>
            </th>
            <td className="w-28 py-0.5 pr-3 sm:w-40">
              <span className="flex items-center gap-2">
                <span aria-hidden className="h-1.5 grow overflow-hidden rounded-full bg-raised">
                  <span
                    className="block h-full rounded-full bg-info"
                    style={{ width: `${Math.round(value * 100)}%` }}
                  />
                </span>
                <span className="num w-11 shrink-0 text-right text-muted">
                  {Math.round(value * weight * 100)}
                  <span className="text-faint">/{Math.round(weight * 100)}</span>
                </span>
              </span>
            </td>
            <td className="hidden py-0.5 text-muted sm:table-cell">{because}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
