'use client';

import dynamic from 'next/dynamic';
import { type ReactNode, useMemo, useState } from 'react';
import { useConfigValidation, type ValidationState } from '@/lib/client/config/use-config-validation';
import type { Fix } from '@/lib/mesh/rules/finding';
import type { ConfigFinding } from '@/lib/protocol/api/config';
import { Badge } from '../../ui/badge';
import { Card } from '../../ui/card';
import { Kbd } from '../../ui/kbd';
import { FindingsPanel } from '../findings/findings-panel';
import { type FindingMark, findingMarks } from './finding-marks';
import { YamlEditor } from './yaml-editor';

const AcknowledgeDialog = dynamic(
  () => import('../findings/acknowledge-dialog').then((module) => module.AcknowledgeDialog),
  { ssr: false },
);
// It edits YAML in place, with a parser of its own.
const FixDialog = dynamic(() => import('../findings/fix-dialog').then((module) => module.FixDialog), {
  ssr: false,
});

type WorkbenchProps = {
  label: string;
  text: string;
  namespace: string;
  onChange: (text: string) => void;
  onPreview: () => void;
  /** Above the editor: what the reader must know before going on. */
  notice?: ReactNode;
  /** The names of findings that are stored with the object: only those can be acknowledged. */
  stored?: ReadonlySet<string>;
  /** The text differs from what is stored. */
  isDraft?: boolean;
  /** Below the findings. */
  aside?: ReactNode;
};

/** An editor that is judged while typing, with what is wrong beside it. */
export function Workbench({
  label,
  text,
  namespace,
  onChange,
  onPreview,
  notice,
  stored,
  isDraft = false,
  aside,
}: WorkbenchProps) {
  const judged = useConfigValidation(text, namespace);
  const [cursorLine, setCursorLine] = useState(1);
  const [goTo, setGoTo] = useState<{ line: number; column: number }>();
  const [fixing, setFixing] = useState<{ finding: ConfigFinding; fix: Fix }>();
  const [acknowledging, setAcknowledging] = useState<ConfigFinding>();
  const marks = useMarks(judged, text);
  return (
    <div className="grid min-h-0 grow gap-4 min-[1100px]:grid-cols-[minmax(0,1fr)_360px]">
      <div className="flex min-h-0 flex-col gap-3">
        {notice}
        <Card className="flex h-[max(420px,calc(100dvh-232px))] flex-col overflow-hidden">
          <div className="min-h-0 grow">
            <YamlEditor
              label={label}
              value={text}
              onChange={onChange}
              marks={marks}
              onCursor={setCursorLine}
              onPreview={onPreview}
              onFix={(finding, fix) => setFixing({ finding, fix })}
              goTo={goTo}
            />
          </div>
          <EditorFoot judged={judged} />
        </Card>
      </div>
      <div className="flex min-h-0 flex-col gap-4">
        <FindingsPanel
          isDraft={isDraft}
          text={text}
          marks={marks}
          cursorLine={cursorLine}
          note={judged.isPending && judged.validation === undefined ? 'reading' : undefined}
          onGo={setGoTo}
          onFix={(finding, fix) => setFixing({ finding, fix })}
          acknowledged={judged.validation?.acknowledged ?? []}
          onAcknowledge={(finding) =>
            stored?.has(finding.key) ? () => setAcknowledging(finding) : undefined
          }
          onWithdrawn={judged.judgeAgain}
        />
        {aside}
      </div>
      {acknowledging === undefined ? null : (
        <AcknowledgeDialog
          finding={acknowledging}
          onClose={() => setAcknowledging(undefined)}
          onDone={() => {
            setAcknowledging(undefined);
            judged.judgeAgain();
          }}
        />
      )}
      {fixing === undefined ? null : (
        <FixDialog
          text={text}
          {...fixing}
          onClose={() => setFixing(undefined)}
          onApply={(next) => {
            onChange(next);
            setFixing(undefined);
          }}
        />
      )}
    </div>
  );
}

/** Marks of the last judged text; while another is being typed they stand where they stood. */
function useMarks({ validation }: ValidationState, text: string): readonly FindingMark[] {
  const marks = useMemo(
    () =>
      validation === undefined ? [] : findingMarks(validation.text, validation.findings, validation.problems),
    [validation],
  );
  return useMemo(() => marks.filter(({ from }) => from <= text.length), [marks, text.length]);
}

function EditorFoot({ judged }: { judged: ValidationState }) {
  return (
    <footer className="flex min-h-8 shrink-0 flex-wrap items-center gap-x-4 border-border border-t px-3 py-1 text-faint text-xs">
      {judged.error === undefined ? null : <Badge tone="degraded">Not checked: {judged.error.message}</Badge>}
      <span className="inline-flex items-center gap-1.5">
        <Kbd keys="ctrl+s" /> or <Kbd keys="ctrl+Enter" /> preview and save
      </span>
      <span className="inline-flex items-center gap-1.5 max-sm:hidden">
        <Kbd keys="ctrl+f" /> find
      </span>
      <span className="inline-flex items-center gap-1.5 max-md:hidden">
        <Kbd keys="ctrl+Space" /> complete
      </span>
      <span className="inline-flex items-center gap-1.5 max-md:hidden">
        <Kbd keys="Escape" /> then <Kbd keys="Tab" /> leaves
      </span>
    </footer>
  );
}
