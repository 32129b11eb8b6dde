'use client';

import dynamic from 'next/dynamic';
import { Skeleton } from '../../ui/skeleton';

/** The rules of what is selected, loaded with the first selection. */
export const LateSelectionConfig = dynamic(
  () => import('./selection-config').then((module) => module.SelectionConfig),
  { ssr: false, loading: () => <Skeleton className="h-4 w-1/2" /> },
);
