'use client';

import { Save } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useHotkey } from '@/lib/client/keyboard/use-hotkey';
import { useUnsaved } from '@/lib/client/unsaved/use-unsaved';
import { useScope } from '@/lib/client/url/use-scope';
import { useScopedHref } from '@/lib/client/url/use-scoped-href';
import type { ChangeAnswer } from '@/lib/protocol/api/config-changes';
import { Button } from '../../ui/button';
import { Page } from '../../ui/page';
import { PageHeader } from '../../ui/page-header';
import { Workbench } from '../editor/workbench';
import { changeHref } from '../save/change-href';
import type { ChangeSet } from '../save/change-set';
import { LateSaveDialog } from '../save/late-save-dialog';

/** A new object, or several, written by hand. */
export function NewYamlScreen() {
  const { namespaces } = useScope();
  const namespace = namespaces[0] ?? 'default';
  const [text, setText] = useState('');
  const [change, setChange] = useState<ChangeSet>();
  const [saved, setSaved] = useState<ChangeAnswer>();
  const router = useRouter();
  const scoped = useScopedHref();
  const isEmpty = text.trim() === '';
  useUnsaved(!isEmpty && saved === undefined);
  const preview = () => {
    if (isEmpty) return;
    setChange({ namespace, expected: {}, texts: [{ label: 'New YAML', before: '', after: text }] });
  };
  useHotkey('ctrl+s', 'Preview and save', preview, { whileTyping: true, enabled: change === undefined });
  const close = () => {
    setChange(undefined);
    if (saved !== undefined) router.push(scoped(changeHref(saved)));
  };
  return (
    <Page>
      <PageHeader
        crumbs={[
          { label: 'Configuration', href: '/config' },
          { label: 'New', href: '/config/new' },
          { label: 'YAML' },
        ]}
        title="New YAML"
        facts={<span className="text-muted">Separate several objects with ---.</span>}
        actions={
          <Button size="sm" tone="primary" disabled={isEmpty} onClick={preview}>
            <Save aria-hidden />
            Preview and save
          </Button>
        }
      />
      <Workbench label="New YAML" text={text} namespace={namespace} onChange={setText} onPreview={preview} />
      {change === undefined ? null : (
        <LateSaveDialog
          key={JSON.stringify(change.expected)}
          change={change}
          onClose={close}
          onSaved={setSaved}
          onMerged={setChange}
        />
      )}
    </Page>
  );
}
