'use client';

import { Wand2 } from 'lucide-react';
import { useGuardedPush } from '@/lib/client/unsaved/use-guarded-push';
import { WIZARDS } from '@/lib/mesh/config/wizards/wizards';
import type { ConfigDetail } from '@/lib/protocol/api/config-objects';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from '../../ui/dropdown-menu';

const TRIGGER =
  'inline-flex h-7 shrink-0 items-center gap-1.5 rounded-md border border-border-strong bg-surface px-2 font-medium text-xs transition-colors duration-150 hover:bg-raised [&_svg]:size-4';

/** The wizards that can change this object. */
export function WizardMenu({ detail }: { detail: ConfigDetail }) {
  const push = useGuardedPush();
  const fitting = WIZARDS.filter(({ variants }) =>
    variants.some(({ parts }) =>
      parts.some(({ kind, isOptional }) => kind === detail.kind && isOptional !== true),
    ),
  );
  if (fitting.length === 0) return null;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger className={TRIGGER}>
        <Wand2 aria-hidden />
        Change with a wizard
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuLabel>Read into a form</DropdownMenuLabel>
        {fitting.map(({ id, title }) => (
          <DropdownMenuItem
            key={id}
            onSelect={() => push(`/config/new/${id}?object=${encodeURIComponent(detail.key)}`)}
          >
            {title}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
