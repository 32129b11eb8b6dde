import { formatCount } from '@/lib/client/format/format-count';
import { printQuantity } from '@/lib/client/format/quantity';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import type { TemplatePreview } from './group-operations';

type TemplatesPreviewProps = { preview: TemplatePreview; onTake: (operation: string) => void };

/** What was counted in the window, under the names it would have, and what cannot be told of the past. */
export function TemplatesPreview({ preview, onTake }: TemplatesPreviewProps) {
  return (
    <section aria-label="What would come of it" className="flex flex-col gap-2">
      <h3 className="text-muted text-xs">What would come of it, with the requests of this window</h3>
      <ul className="max-h-64 overflow-auto rounded-md border border-border">
        {preview.operations.map(({ shown, isOwn, learnt, requests }) => (
          <li key={shown} className="flex min-h-8 items-center gap-2 border-border/60 border-b px-3 py-1">
            <span className="min-w-0 grow break-all font-mono text-xs">{shown}</span>
            {isOwn && learnt.length > 1 ? <Badge tone="accent">merges {learnt.length}</Badge> : null}
            {isOwn && learnt.length === 0 ? <Badge tone="idle">nothing counted yet</Badge> : null}
            <span className="num shrink-0 text-muted text-xs">{printQuantity(formatCount(requests))}</span>
            {isOwn ? null : (
              <Button
                size="sm"
                tone="ghost"
                aria-label={`Use ${shown} as a template`}
                onClick={() => onTake(shown)}
              >
                Use
              </Button>
            )}
          </li>
        ))}
      </ul>
      {preview.fromNowOn.map(({ template, hiddenIn }) => (
        <p key={template} className="text-muted text-xs">
          <code>{template}</code> counts from now on: earlier requests of it cannot be told from{' '}
          <code>{hiddenIn.join(', ')}</code> and stay there.
        </p>
      ))}
    </section>
  );
}
