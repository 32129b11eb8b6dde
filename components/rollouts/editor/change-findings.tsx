'use client';

import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ValidationState } from '@/lib/client/config/use-config-validation';
import type { ConfigFinding } from '@/lib/protocol/api/config';
import { cn } from '../../ui/cn';
import { Skeleton } from '../../ui/skeleton';

const ICONS = {
  error: { Icon: CircleAlert, className: 'text-failing' },
  warning: { Icon: TriangleAlert, className: 'text-degraded' },
  info: { Icon: Info, className: 'text-info' },
} as const;

/** What the console says of a change before it is made. */
export function ChangeFindings({ judged: { validation, error } }: { judged: ValidationState }) {
  if (error !== undefined) return <p className="text-failing">Cannot check the change: {error.message}</p>;
  if (validation === undefined) return <Skeleton className="h-5 w-2/3" />;
  const { problems, findings, elsewhere } = validation;
  if (problems.length + findings.length + elsewhere.length === 0) {
    return (
      <p className="flex items-center gap-2 text-muted">
        <CircleCheck className="size-4 shrink-0 text-ok" aria-hidden />
        Checked: nothing is wrong with it, and it breaks nothing elsewhere.
      </p>
    );
  }
  return (
    <ul aria-label="Findings" className="flex flex-col gap-2">
      {problems.map(({ message, position }) => (
        <Row key={message} severity="error" text={`Line ${position.line}: ${message}`} />
      ))}
      {[...findings, ...elsewhere].map((finding) => (
        <Row key={findingKey(finding)} severity={finding.severity} text={describe(finding)} />
      ))}
    </ul>
  );
}

function Row({ severity, text }: { severity: keyof typeof ICONS; text: string }) {
  const { Icon, className } = ICONS[severity];
  return (
    <li className="flex gap-2">
      <Icon className={cn('mt-0.5 size-4 shrink-0', className)} aria-label={severity} />
      <span className="min-w-0 break-words">{text}</span>
    </li>
  );
}

function describe({ message, resource }: ConfigFinding): string {
  return `${message} (${resource.kind} ${resource.name})`;
}

function findingKey({ rule, resource, path }: ConfigFinding): string {
  return `${rule} ${resource.kind} ${resource.namespace}/${resource.name} ${path}`;
}
