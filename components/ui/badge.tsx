import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { cn } from './cn';

// Words on a tint of their own colour reach AA on selected and hovered rows too when they lean towards the text colour.
const badge = cva(
  'inline-flex h-5 max-w-full shrink-0 items-center gap-1 truncate rounded-sm px-1.5 font-medium text-2xs [&_svg]:size-3 [&_svg]:shrink-0',
  {
    variants: {
      tone: {
        neutral: 'bg-raised text-muted',
        accent: 'bg-accent/15 text-accent',
        ok: 'bg-ok/10 text-[color-mix(in_srgb,var(--ok)_80%,var(--text))]',
        degraded: 'bg-degraded/10 text-[color-mix(in_srgb,var(--degraded)_80%,var(--text))]',
        failing: 'bg-failing/10 text-[color-mix(in_srgb,var(--failing)_80%,var(--text))]',
        idle: 'bg-raised text-faint',
        info: 'bg-info/10 text-[color-mix(in_srgb,var(--info)_80%,var(--text))]',
      },
    },
    defaultVariants: { tone: 'neutral' },
  },
);

export type Tone = NonNullable<VariantProps<typeof badge>['tone']>;

/** A short fact that belongs to what stands beside it. */
export function Badge({ className, tone, ...props }: ComponentProps<'span'> & { tone?: Tone }) {
  return <span className={cn(badge({ tone }), className)} {...props} />;
}
