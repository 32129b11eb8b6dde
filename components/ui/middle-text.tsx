import { cn } from './cn';
import { splitForMiddle } from './split-for-middle';

type MiddleTextProps = {
  text: string;
  /** On hover; the whole text unless something says more. */
  title?: string;
  className?: string;
};

/** A line that is shortened in its middle, so that its beginning and its end stay in sight. */
export function MiddleText({ text, title = text, className }: MiddleTextProps) {
  const parts = splitForMiddle(text);
  if (parts === undefined) {
    return (
      <span className={cn('truncate', className)} title={title}>
        {text}
      </span>
    );
  }
  return (
    <span className={cn('flex min-w-0 overflow-hidden', className)} title={title}>
      {/* In two parts it would be read as two texts. */}
      <span className="sr-only select-none">{text}</span>
      <span aria-hidden className="min-w-0 truncate whitespace-pre">
        {parts.head}
      </span>
      <span aria-hidden className="shrink-0 whitespace-pre">
        {parts.tail}
      </span>
    </span>
  );
}
