'use client';

import { useMemo, useState } from 'react';
import { type ConfigObject, configKey } from '@/lib/mesh/config/config-object';
import { applyEdits } from '@/lib/mesh/config/edit-yaml';
import { printYaml } from '@/lib/mesh/config/print-yaml';
import { checkForm, type FormProblem } from '@/lib/mesh/config/wizards/check-form';
import type { FormFields, FormRecord } from '@/lib/mesh/config/wizards/form-field';
import {
  findStored,
  type OpenPart,
  openPart,
  proposedEdits,
  proposedObject,
} from '@/lib/mesh/config/wizards/propose';
import type { WizardPart, WizardSubject, WizardVariant } from '@/lib/mesh/config/wizards/wizard';
import type { ConfigDetail } from '@/lib/protocol/api/config-objects';
import type { ChangedText, ChangeSet } from '../save/change-set';

type Part = { open: OpenPart; detail: ConfigDetail | undefined; isOn: boolean };

type WizardPartsInput = {
  variant: WizardVariant;
  subject: WizardSubject;
  stored: readonly ConfigDetail[];
  objectKey: string | undefined;
};

/** A new object needs a name; one that is there keeps its own. */
const NAME_FIELDS: FormFields = {
  objectName: { type: 'text', label: 'Name of the object', at: 'metadata.name', isRequired: true },
  objectNamespace: {
    type: 'text',
    label: 'Namespace',
    at: 'metadata.namespace',
    isRequired: true,
    suggest: 'namespace',
  },
};

/** The parts of a wizard at work, and the change they ask for together. */
export function useWizardParts(input: WizardPartsInput) {
  const [first] = useState(() => openParts(input));
  const [parts, setParts] = useState(first);
  const patch = (id: string, next: (part: Part) => Part) =>
    setParts((all) => all.map((part) => (part.open.part.id === id ? next(part) : part)));
  const { namespace } = input.subject;
  const change = useMemo(() => changeOf(parts, namespace), [parts, namespace]);
  const problems = useMemo(() => problemsOf(parts), [parts]);
  return {
    parts,
    /** Whether the reader has put anything in. */
    isTouched: parts !== first,
    problems,
    change,
    set: (id: string, form: FormRecord) => patch(id, (part) => ({ ...part, open: { ...part.open, form } })),
    toggle: (id: string, isOn: boolean) => patch(id, (part) => ({ ...part, isOn })),
  };
}

function openParts({ variant, subject, stored, objectKey }: WizardPartsInput): Part[] {
  const objects = new Map(stored.map((detail) => [detail.object as ConfigObject, detail]));
  return variant.parts.map((part) => {
    const object = findStored(part, subject, [...objects.keys()], objectKey);
    const detail = object === undefined ? undefined : objects.get(object);
    return {
      open: openPart(object === undefined ? withName(part) : part, subject, object),
      detail,
      isOn: object !== undefined || part.isOptional !== true || needsSubsets(part, subject),
    };
  });
}

/** Routes to versions mean nothing without subsets of their names. */
function needsSubsets({ id }: WizardPart, { versions }: WizardSubject): boolean {
  return id === 'subsets' && versions.length > 1;
}

function withName(part: WizardPart): WizardPart {
  return { ...part, fields: { ...NAME_FIELDS, ...part.fields } };
}

function problemsOf(parts: readonly Part[]): FormProblem[] {
  return parts
    .filter(({ isOn }) => isOn)
    .flatMap(({ open }) => checkForm(open.part.fields, open.form, `${open.part.id}:`));
}

function changeOf(parts: readonly Part[], namespace: string): ChangeSet {
  const used = parts.filter(({ isOn }) => isOn);
  const texts = used.map(textOf);
  const isAnyChanged = texts.some(({ before, after }) => before !== after);
  const changed = used.filter((_, index) => !isAnyChanged || texts[index]?.before !== texts[index]?.after);
  return {
    namespace,
    texts: changed.map(textOf),
    expected: Object.fromEntries(
      changed.map(({ open, detail }) => [
        detail?.key ?? configKey(proposedObject(open)),
        detail?.version ?? 0,
      ]),
    ),
  };
}

function textOf({ open, detail }: Part): ChangedText {
  const after = proposedObject(open);
  const { name, namespace } = after.metadata;
  const label = `${after.kind} ${namespace ?? ''}/${name}`;
  if (detail === undefined) return { label, before: '', after: printYaml(after) };
  const { apiVersion, kind } = after;
  const edited = applyEdits(
    detail.yaml,
    { apiVersion, kind, namespace: namespace ?? '', name },
    proposedEdits(open),
  );
  // What cannot be edited in place (aliases, flow text) is written anew.
  return { label, before: detail.yaml, after: 'text' in edited ? edited.text : printYaml(after) };
}
