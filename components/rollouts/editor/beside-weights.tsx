'use client';

import { useState } from 'react';
import type { CanaryMatch } from '@/lib/mesh/rollout/plan';
import { Field } from '../../ui/field';
import { Input } from '../../ui/input';
import { Select } from '../../ui/select';
import { withSticky } from '../model/draft-plan';
import { isBesideUsed, type RuleDraft, rowLabel } from '../model/rule-draft';
import { StickyFields } from './sticky-fields';

type BesideWeightsProps = { draft: RuleDraft; onChange: (draft: RuleDraft) => void };

/** Requests that reach one version whatever the weights say: by header, by cookie, as copies. */
export function BesideWeights({ draft, onChange }: BesideWeightsProps) {
  const { rows, beside } = draft;
  const [isOpen, setOpen] = useState(isBesideUsed(beside));
  const options = rows.map((row) => ({ value: row.key, label: rowLabel(row) }));
  const write = (patch: Partial<RuleDraft['beside']>) =>
    onChange({ ...draft, beside: { ...beside, ...patch } });
  const writeMatch = (
    part: Partial<Record<keyof CanaryMatch, { name: string; value: string } | undefined>>,
  ) => {
    const next = { ...beside.match, ...part };
    const match: CanaryMatch = {
      ...(isSaid(next.header) ? { header: next.header } : {}),
      ...(isSaid(next.cookie) ? { cookie: next.cookie } : {}),
    };
    const { match: _, ...rest } = beside;
    onChange({ ...draft, beside: Object.keys(match).length === 0 ? rest : { ...rest, match } });
  };
  const canary = rows.find(({ key }) => key === beside.key);
  return (
    <details
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="rounded-md border border-border"
    >
      <summary className="px-3 py-2 text-muted text-sm hover:text-text">
        Header, cookie, mirror, sticky users
        <span className="pl-2 text-faint text-xs">{describeBeside(draft)}</span>
      </summary>
      <div className="flex flex-col gap-3 border-border border-t p-3">
        <div className="flex items-center gap-2">
          <span className="text-muted text-xs">These requests go to</span>
          <Select
            label="Version for chosen requests"
            value={beside.key}
            options={options}
            onChange={(key) => write({ key })}
          />
        </div>
        <PairFields
          title="With the header"
          names={{ name: 'Header name', value: 'Header value' }}
          pair={beside.match?.header}
          onChange={(header) =>
            writeMatch({
              header: header === undefined ? undefined : { ...header, name: header.name.toLowerCase() },
            })
          }
        />
        <PairFields
          title="With the cookie"
          names={{ name: 'Cookie name', value: 'Cookie value' }}
          pair={beside.match?.cookie}
          onChange={(cookie) => writeMatch({ cookie })}
        />
        <StickyFields
          version={canary === undefined ? 'it' : rowLabel(canary)}
          sticky={beside.sticky}
          onChange={(sticky) => onChange({ ...draft, beside: withSticky(beside, sticky) })}
        />
        <div className="w-40">
          <Field
            label="Mirror, in per cent"
            hint={`Copies to ${canary === undefined ? 'it' : rowLabel(canary)}; nobody sees the answers.`}
          >
            {(ids) => (
              <Input
                {...ids}
                type="number"
                min={0}
                max={100}
                value={beside.mirrorPercent}
                onChange={(event) =>
                  write({ mirrorPercent: Math.min(100, Math.max(0, Number(event.target.value) || 0)) })
                }
                className="num"
              />
            )}
          </Field>
        </div>
      </div>
    </details>
  );
}

type Pair = { name: string; value: string };
type PairFieldsProps = {
  title: string;
  names: Pair;
  pair: Pair | undefined;
  onChange: (pair: Pair | undefined) => void;
};

/** Half a pair is kept here until the other half is written. */
function PairFields({ title, names, pair, onChange }: PairFieldsProps) {
  const [half, setHalf] = useState<Pair>(pair ?? { name: '', value: '' });
  const shown = pair ?? half;
  const write = (patch: Partial<Pair>) => {
    const next = { ...shown, ...patch };
    setHalf(next);
    onChange(isSaid(next) ? next : undefined);
  };
  return (
    <fieldset className="flex flex-wrap items-center gap-2">
      <legend className="float-left w-32 text-muted text-xs leading-8">{title}</legend>
      <Input
        aria-label={names.name}
        placeholder={names.name}
        value={shown.name}
        onChange={(event) => write({ name: event.target.value })}
        className="w-36 font-mono"
      />
      <span aria-hidden className="text-faint">
        =
      </span>
      <Input
        aria-label={names.value}
        placeholder={names.value}
        value={shown.value}
        onChange={(event) => write({ value: event.target.value })}
        className="w-36 font-mono"
      />
    </fieldset>
  );
}

function isSaid(pair: Pair | undefined): pair is Pair {
  return pair !== undefined && pair.name !== '' && pair.value !== '';
}

function describeBeside({ rows, beside: { key, match, sticky, mirrorPercent } }: RuleDraft): string {
  const row = rows.find((one) => one.key === key);
  const to = row === undefined ? '' : rowLabel(row);
  const parts = [
    match?.header === undefined ? '' : `${match.header.name}: ${match.header.value} to ${to}`,
    match?.cookie === undefined ? '' : `cookie ${match.cookie.name}=${match.cookie.value} to ${to}`,
    sticky === undefined ? '' : `who has met ${to} stays`,
    mirrorPercent === 0 ? '' : `${mirrorPercent} % mirrored to ${to}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'none' : parts.join(' · ');
}
