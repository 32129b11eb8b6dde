import type { ReactNode } from 'react';
import { Breadcrumb } from './breadcrumb';

type PageHeaderProps = {
  title: ReactNode;
  crumbs?: readonly { label: string; href?: string }[];
  /** Facts beside the title: health, version, namespace. */
  facts?: ReactNode;
  actions?: ReactNode;
};

/** The top of a page: where it is, what it is, what can be done. */
export function PageHeader({ title, crumbs, facts, actions }: PageHeaderProps) {
  return (
    <header className="flex flex-col gap-1">
      {crumbs === undefined ? null : <Breadcrumb crumbs={crumbs} />}
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="min-w-0 truncate text-lg">{title}</h1>
        {facts}
        {actions === undefined ? null : (
          <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div>
        )}
      </div>
    </header>
  );
}
