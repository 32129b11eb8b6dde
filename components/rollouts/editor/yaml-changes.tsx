import { Badge } from '../../ui/badge';
import { cn } from '../../ui/cn';
import { type DiffLine, diffLines } from '../model/diff-lines';
import type { ChangedText } from '../model/rule-change';

const LOOK: Readonly<Record<DiffLine['kind'], { sign: string; className: string; word: string }>> = {
  same: { sign: ' ', className: 'text-muted', word: '' },
  added: { sign: '+', className: 'bg-ok/12 text-text', word: 'added: ' },
  removed: { sign: '−', className: 'bg-failing/12 text-text', word: 'removed: ' },
  skip: { sign: '', className: 'text-faint', word: '' },
};

/** What will be written, object by object, line by line. */
export function YamlChanges({ texts }: { texts: readonly ChangedText[] }) {
  return (
    <div className="flex flex-col gap-3">
      {texts.map(({ key, kind, namespace, name, before, after }) => (
        <section
          key={key}
          aria-label={`Changes of ${kind} ${name}`}
          className="overflow-hidden rounded-md border border-border"
        >
          <h3 className="flex items-center gap-2 border-border border-b px-3 py-1.5 font-mono font-normal text-xs">
            <span className="truncate">
              {kind} {namespace}/{name}
            </span>
            {before === '' ? <Badge tone="ok">New</Badge> : null}
          </h3>
          <section
            aria-label={`Lines of ${kind} ${name}`}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key
            tabIndex={0}
            className="max-h-96 overflow-auto bg-bg py-1"
          >
            <ol className="w-max min-w-full font-mono text-xs leading-5">
              {diffLines(before, after).map((line) => (
                <Line key={`${line.kind} ${line.number}`} line={line} />
              ))}
            </ol>
          </section>
        </section>
      ))}
    </div>
  );
}

function Line({ line: { kind, text, number } }: { line: DiffLine }) {
  const { sign, className, word } = LOOK[kind];
  return (
    <li className={cn('flex whitespace-pre pr-4', className)}>
      <span aria-hidden className="num w-10 shrink-0 select-none pr-2 text-right text-muted">
        {kind === 'skip' ? '⋯' : number}
      </span>
      <span aria-hidden className="w-4 shrink-0 select-none">
        {sign}
      </span>
      {word === '' ? null : <span className="sr-only">{word}</span>}
      {text}
    </li>
  );
}
