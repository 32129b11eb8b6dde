'use client';

import { Download } from 'lucide-react';
import dynamic from 'next/dynamic';
import { DropdownMenu, DropdownMenuContent, DropdownMenuTrigger } from '../../ui/dropdown-menu';
import { IconButton } from '../../ui/icon-button';
import type { ExportItemsProps } from './export-items';

const ExportItems = dynamic(() => import('./export-items').then((module) => module.ExportItems), {
  ssr: false,
});

/** The drawing as a picture, as shapes, or as data. */
export function ExportMenu(props: ExportItemsProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <IconButton icon={Download} label="Save the drawing" />
      </DropdownMenuTrigger>
      <DropdownMenuContent side="right" align="end">
        <ExportItems {...props} />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
