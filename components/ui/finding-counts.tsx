import type { Severity } from '@/lib/mesh/rules/finding';
import { SEVERITIES, SEVERITY_LABELS, SeverityIcon } from './severity-icon';

/** How many findings there are of each severity; nothing said of what there is none of. */
export function FindingCounts({ counts }: { counts: Readonly<Record<Severity, number>> }) {
  const present = SEVERITIES.filter((severity) => counts[severity] > 0);
  if (present.length === 0) return <span className="text-faint text-xs">No findings</span>;
  return (
    <span className="inline-flex items-center gap-2 align-middle">
      {present.map((severity) => (
        <span
          key={severity}
          className="num inline-flex items-center gap-1 text-xs"
          title={`${SEVERITY_LABELS[severity]}: ${counts[severity]}`}
        >
          <SeverityIcon severity={severity} />
          {counts[severity]}
        </span>
      ))}
    </span>
  );
}
