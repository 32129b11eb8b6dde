import { CircleDashed, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn';
import { CodeBlock } from './code-block';

type EmptyStateProps = {
  icon?: LucideIcon;
  /** What is missing, exactly: "No requests in the last 5 minutes". */
  title: string;
  /** Why, and what to do. */
  children?: ReactNode;
  /** The fix, to copy. */
  snippet?: string;
  action?: ReactNode;
  className?: string;
};

/** Nothing to show: says what is missing and hands over the fix. */
export function EmptyState({
  icon: Icon = CircleDashed,
  title,
  children,
  snippet,
  action,
  className,
}: EmptyStateProps) {
  return (
    <div className={cn('grid place-items-center px-6 py-10 text-center', className)}>
      <div className="flex w-full max-w-lg flex-col items-center gap-2">
        <Icon className="size-5 text-faint" aria-hidden />
        <p className="font-medium text-text">{title}</p>
        {children ? <div className="text-balance text-muted">{children}</div> : null}
        {snippet === undefined ? null : <CodeBlock code={snippet} className="mt-2 w-full" />}
        {action ? <div className="mt-2">{action}</div> : null}
      </div>
    </div>
  );
}
