import { Check } from 'lucide-react';
import { cn } from './cn';

/** The drawn box of a checkbox, for lists that have their own semantics. */
export function CheckMark({ isOn }: { isOn: boolean }) {
  return (
    <span
      aria-hidden
      className={cn(
        'grid size-4 shrink-0 place-items-center rounded-sm border',
        isOn ? 'border-accent bg-accent text-on-accent' : 'border-faint bg-surface',
      )}
    >
      {isOn ? <Check className="size-3" strokeWidth={3} /> : null}
    </span>
  );
}
