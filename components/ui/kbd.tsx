import { cn } from './cn';

const NAMES: Readonly<Record<string, string>> = {
  ctrl: 'Ctrl',
  alt: 'Alt',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};

/** Keys as caps: `ctrl+k` is one stroke of two caps, `g t` two strokes. */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
  return (
    <span className={cn('inline-flex gap-1', className)}>
      {keys.split(/[ +](?=.)/).map((key, index) => (
        <kbd
          // biome-ignore lint/suspicious/noArrayIndexKey: the same key may come twice, and caps never move
          key={index}
          className="inline-grid h-4.5 min-w-4.5 place-items-center rounded-sm border border-border-strong bg-surface px-1 font-sans text-2xs text-muted"
        >
          {NAMES[key] ?? key}
        </kbd>
      ))}
    </span>
  );
}
