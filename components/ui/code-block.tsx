import { cn } from './cn';
import { CopyButton } from './copy-button';

type CodeBlockProps = { code: string; label?: string; className?: string };

/** Text to read exactly or to copy: a command, YAML, a header. */
export function CodeBlock({ code, label = 'Copy', className }: CodeBlockProps) {
  return (
    <div className={cn('group relative rounded-md border border-border bg-bg', className)}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
      <pre tabIndex={0} className="overflow-auto p-3 pr-11 text-left font-mono text-xs leading-5">
        <code>{code}</code>
      </pre>
      <CopyButton text={code} label={label} className="absolute top-1 right-1" />
    </div>
  );
}
