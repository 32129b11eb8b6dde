'use client';

import { ChartLine, Table2 } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { Card } from '../ui/card';
import { IconButton } from '../ui/icon-button';

type ChartCardProps = {
  title: string;
  /** A headline value beside the title. */
  headline?: ReactNode;
  children: ReactNode;
  table: ReactNode;
};

/** The frame of a chart: title, headline, and the switch to its table twin. */
export function ChartCard({ title, headline, children, table }: ChartCardProps) {
  const id = useId();
  const [isTable, setTable] = useState(false);
  return (
    <Card>
      {/* biome-ignore lint/a11y/useSemanticElements: no landmark, since two reporters have charts of one name; and no part of a form */}
      <div role="group" aria-labelledby={id} className="p-3 pr-2">
        <header className="mb-2 flex h-6 items-center gap-2">
          <h3 id={id} className="text-sm">
            {title}
          </h3>
          {headline}
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
