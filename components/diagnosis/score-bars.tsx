import type { DiagnosedHypothesis } from '@/lib/protocol/api/diagnosis';
import { PART_WORDS } from './cause-words';

/** The parts of a score: what each adds of what it could, and why. */
export function ScoreBars({ parts }: Pick<DiagnosedHypothesis, 'parts'>) {
  return (
    <table className="w-full table-fixed text-xs">
      <caption className="sr-only">The parts of the score</caption>
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
              {PART_WORDS[name]}
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
