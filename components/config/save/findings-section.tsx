'use client';

import type { ValidationState } from '@/lib/client/config/use-config-validation';
import { useRuleBook } from '@/lib/client/config/use-rule-book';
import type { ConfigFinding } from '@/lib/protocol/api/config';
import { ErrorState } from '../../ui/error-state';
import { SeverityIcon } from '../../ui/severity-icon';
import { Skeleton } from '../../ui/skeleton';
import { describeCodes } from '../editor/finding-marks';

/** What is wrong with the change, and what it makes wrong elsewhere. */
export function FindingsSection({ judged }: { judged: ValidationState }) {
  const { validation, error } = judged;
  if (validation === undefined) {
    if (error === undefined) return <Skeleton className="h-24" />;
    return <ErrorState title="Cannot check the change" message={error.message} />;
  }
  const { problems, findings, elsewhere } = validation;
  if (problems.length + findings.length + elsewhere.length === 0) {
    return <p className="text-muted">No findings: neither in this change nor, because of it, elsewhere.</p>;
  }
  return (
    <div className="flex flex-col gap-4">
      {problems.length === 0 ? null : (
        <section>
          <h3 className="pb-1 text-failing text-sm">Cannot be read</h3>
          <ul className="flex flex-col gap-1">
            {problems.map(({ position, message }) => (
              <li key={`${position.line} ${position.column} ${message}`}>
                <span className="num text-faint">line {position.line}: </span>
                {message}
              </li>
            ))}
          </ul>
        </section>
      )}
      <FindingList title="In this change" findings={findings} />
      <FindingList title="Elsewhere, because of it" findings={elsewhere} />
    </div>
  );
}

function FindingList({ title, findings }: { title: string; findings: readonly ConfigFinding[] }) {
  const book = useRuleBook({ enabled: findings.length > 0 });
  if (findings.length === 0) return null;
  return (
    <section>
      <h3 className="pb-1 text-sm">{title}</h3>
      <ul className="flex flex-col divide-y divide-border/60">
        {findings.map((finding) => (
          <li
            key={`${finding.rule} ${finding.resource.namespace}/${finding.resource.name} ${finding.path}`}
            className="flex gap-2 py-2"
          >
            <SeverityIcon severity={finding.severity} className="mt-1" />
            <div className="min-w-0">
              <p className="break-words">{finding.message}</p>
              <p className="text-muted text-xs">{book?.get(finding.rule)?.why}</p>
              <p className="break-words font-mono text-2xs text-faint">
                {finding.resource.kind} {finding.resource.namespace}/{finding.resource.name} {finding.path} ·{' '}
                {describeCodes(finding)}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
