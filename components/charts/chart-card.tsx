'use client';

import { ChartLine, Table2 } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { Card } from '../ui/card';
import { IconButton } from '../ui/icon-button';

type ChartCardProps = {
  title: string;
  /** What the colours stand for, beside the title where there is room. */
  legend?: ReactNode;
  children: ReactNode;
  table: ReactNode;
};

/** The frame of a chart: title, legend, and the switch to its table twin. */
export function ChartCard({ title, legend, children, table }: ChartCardProps) {
  const id = useId();
  const [isTable, setTable] = useState(false);
  return (
    <Card>
      {/* biome-ignore lint/a11y/useSemanticElements: no landmark, since two reporters have charts of one name; and no part of a form */}
      <div role="group" aria-labelledby={id} className="@container p-3 pr-2">
        <header className="mb-2 flex min-h-6 flex-wrap items-center gap-x-4">
          <h3 id={id} className="text-sm">
            {title}
          </h3>
          <div className="@max-md:order-1 @max-md:basis-full">{isTable ? null : legend}</div>
          <IconButton
            icon={isTable ? ChartLine : Table2}
            label={isTable ? `Show ${title} as a chart` : `Show ${title} as a table`}
            className="ml-auto size-6"
            onClick={() => setTable(!isTable)}
          />
        </header>
        {isTable ? table : children}
      </div>
    </Card>
  );
}
