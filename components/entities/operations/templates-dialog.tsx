'use client';

import { type FormEvent, useMemo, useState } from 'react';
import { useSaveOperations } from '@/lib/client/overrides/use-operations';
import { MOST_TEMPLATES } from '@/lib/mesh/metrics/operation-template';
import type { OperationsAnswer } from '@/lib/protocol/api/overrides';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Field } from '../../ui/field';
import { notify } from '../../ui/notify';
import { previewTemplates } from './group-operations';
import { TemplatesPreview } from './templates-preview';

type TemplatesDialogProps = {
  namespace: string;
  name: string;
  answer: OperationsAnswer;
  onClose: () => void;
};

/** Writes the templates of a service, and shows what would come of them before they are kept. */
export function TemplatesDialog({ namespace, name, answer, onClose }: TemplatesDialogProps) {
  const [text, setText] = useState(answer.templates.join('\n'));
  const save = useSaveOperations();
  const templates = useMemo(() => readLines(text), [text]);
  const preview = useMemo(() => previewTemplates(templates, answer), [templates, answer]);
  const [problem] = preview.problems;
  const isTooMany = templates.length > MOST_TEMPLATES;
  const isChanged = templates.join('\n') !== answer.templates.join('\n');
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(
      { namespace, name, templates },
      {
        onSuccess: () => {
          notify({
            title: 'Templates kept',
            detail: 'History is renamed; sidecars count by them from now on.',
            tone: 'success',
            action: {
              label: 'Undo',
              run: () => save.mutate({ namespace, name, templates: answer.templates }),
            },
          });
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      title={`Operations of ${name}`}
      description="Merge operations by a word in braces, split one off by writing its path out. What no template covers stays as it is learnt."
      open
      onOpenChange={onClose}
      className="top-[8vh] max-h-[84vh] w-[min(820px,calc(100vw-32px))]"
    >
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        <Field
          label="Templates, one a line"
          hint="GET /orders/{id} · * /users/{name}/... (any method, all that follows)"
          error={
            problem === undefined
              ? isTooMany
                ? `More than ${MOST_TEMPLATES} templates`
                : undefined
              : `${problem[0]}: ${problem[1]}`
          }
        >
          {(ids) => (
            <textarea
              {...ids}
              rows={6}
              spellCheck={false}
              value={text}
              onChange={(event) => setText(event.target.value)}
              className="w-full rounded-md border border-border-strong bg-surface px-2.5 py-2 font-mono text-xs leading-5 focus-visible:border-accent focus-visible:outline-1 aria-invalid:border-failing"
            />
          )}
        </Field>
        <TemplatesPreview
          preview={preview}
          onTake={(operation) => setText(text.trim() === '' ? operation : `${text.trimEnd()}\n${operation}`)}
        />
        {save.error === null ? null : (
          <p role="alert" className="text-failing text-sm">
            {save.error.message}
          </p>
        )}
        <div className="flex flex-wrap justify-end gap-2 border-border border-t pt-3">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            tone="primary"
            disabled={!isChanged || problem !== undefined || isTooMany || save.isPending}
          >
            {templates.length === 0 ? 'Go back to what is learnt' : 'Name operations by these'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function readLines(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim().replaceAll(/\s+/g, ' '));
  return [...new Set(lines.filter((line) => line !== ''))];
}
