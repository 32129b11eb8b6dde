'use client';

import { Plus, Split } from 'lucide-react';
import { useRef } from 'react';
import { continueShift, type WeightShift } from '@/lib/mesh/config/wizards/shift-weights';
import type { SplitAnswer } from '@/lib/protocol/api/splits';
import { Button } from '../../ui/button';
import { addVersion, isUnsplit, missingVersions, removeRow, splitByVersion } from '../model/add-rows';
import type { RuleBase } from '../model/rule-change';
import { type RuleDraft, rowLabel, type WeightRow } from '../model/rule-draft';
import { canShift, mostFor, shiftRows } from '../model/shift-rows';
import { WeightSlider } from './weight-slider';

const PRESETS = [0, 5, 10, 25, 50, 100];

type WeightRowsProps = {
  answer: SplitAnswer;
  base: RuleBase;
  draft: RuleDraft;
  colors: ReadonlyMap<string, string>;
  /** By version, what callers see in all, 0..100. */
  observed: ReadonlyMap<string, number>;
  onChange: (draft: RuleDraft) => void;
};

/** A slider for every version; together they are always 100 %. */
export function WeightRows({ answer, base, draft, colors, observed, onChange }: WeightRowsProps) {
  const moved = useRef<WeightShift<string, readonly WeightRow[]> | undefined>(undefined);
  const { rows } = draft;
  const shift = (key: string, percent: number) => {
    moved.current = continueShift(moved.current, key, rows, (start) => shiftRows(start, key, percent));
    onChange({ ...draft, rows: moved.current.last });
  };
  const preset = rows.find(({ key }) => key === draft.beside.key && rows.length > 1) ?? rows.at(-1);
  return (
    <div className="flex flex-col gap-3">
      <ul aria-label="Shares of the versions" className="flex flex-col divide-y divide-border/60">
        {rows.map((row) => (
          <WeightSlider
            key={row.key}
            row={row}
            color={colors.get(row.version) ?? 'var(--idle)'}
            before={base.draft.rows.find(({ key }) => key === row.key)?.percent}
            observed={observed.get(row.version)}
            most={mostFor(rows, row.key)}
            canShift={canShift(rows, row.key)}
            onShift={(percent) => shift(row.key, percent)}
            onLock={() =>
              onChange({
                ...draft,
                rows: rows.map((one) => (one === row ? { ...one, isLocked: !one.isLocked } : one)),
              })
            }
            onRemove={
              row.origin === undefined &&
              base.rule.version > 0 &&
              !isUnsplit(base.target.kind, base.draft.rows)
                ? () => onChange(removeRow(draft, row.key))
                : undefined
            }
          />
        ))}
      </ul>
      {preset === undefined || rows.length < 2 ? null : (
        <fieldset className="flex flex-wrap items-center gap-1.5">
          <legend className="sr-only">{`Give ${rowLabel(preset)} a usual share`}</legend>
          <span aria-hidden className="pr-1 text-muted text-xs">
            Give <span className="font-mono">{rowLabel(preset)}</span>
          </span>
          {PRESETS.map((percent) => (
            <Button
              key={percent}
              size="sm"
              tone={preset.percent === percent ? 'primary' : 'plain'}
              aria-pressed={preset.percent === percent}
              disabled={!canShift(rows, preset.key) || percent > mostFor(rows, preset.key)}
              className="num min-w-11"
              onClick={() => onChange({ ...draft, rows: shiftRows(rows, preset.key, percent) })}
            >
              {percent} %
            </Button>
          ))}
        </fieldset>
      )}
      <MoreVersions answer={answer} base={base} draft={draft} onChange={onChange} />
    </div>
  );
}

function MoreVersions({
  answer,
  base,
  draft,
  onChange,
}: Pick<WeightRowsProps, 'answer' | 'base' | 'draft' | 'onChange'>) {
  const { kind } = base.target;
  const { name } = answer.service;
  if (isUnsplit(kind, draft.rows)) {
    return (
      <div className="flex flex-wrap items-center gap-3 rounded-md border border-border bg-bg p-3">
        <p className="min-w-60 grow text-muted">
          This rule sends requests to the service as a whole: every instance gets its turn. Split it by
          version to decide the shares; at first they stay as they are.
        </p>
        <Button size="sm" onClick={() => onChange(splitByVersion(draft, kind, name, answer.versions))}>
          <Split aria-hidden />
          Split by version
        </Button>
      </div>
    );
  }
  const missing = missingVersions(draft.rows, answer.versions);
  if (missing.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-2 text-muted">
      Running, but not in this rule:
      {missing.map((version) => (
        <Button key={version} size="sm" onClick={() => onChange(addVersion(draft, kind, name, version))}>
          <Plus aria-hidden />
          Add {version}
        </Button>
      ))}
    </div>
  );
}
