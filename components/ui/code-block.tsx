import { cn } from './cn';
import { CopyButton } from './copy-button';

type CodeBlockProps = { code: string; label?: string; className?: string };

/** Text to read exactly or to copy: a command, YAML, a header. */
export function CodeBlock({ code, label = 'Copy', className }: CodeBlockProps) {
  return (
    <div className={cn('flex items-start rounded-md border border-border bg-bg', className)}>
      <pre className="min-w-0 grow whitespace-pre-wrap break-words p-3 text-left font-mono text-xs leading-5">
        <code>{code}</code>
      </pre>
      <CopyButton text={code} label={label} className="m-1" />
    </div>
  );
}
