import type { FieldEdit } from '../../rules/finding';
import { type ConfigObject, configKey } from '../config-object';
import { editsBetween } from './edits-between';
import type { FormRecord } from './form-field';
import { readForm } from './read-form';
import type { WizardPart, WizardSubject } from './wizard';
import { writeForm } from './write-form';

/** One part of a wizard at work: what there is, and what the form says now. */
export interface OpenPart {
  part: WizardPart;
  /** What the store has; undefined for a new object. */
  stored: ConfigObject | undefined;
  /** What the form was read from. */
  source: ConfigObject;
  form: FormRecord;
}

/** Opens a part on the object that is there, or on a new one. */
export function openPart(
  part: WizardPart,
  subject: WizardSubject,
  stored: ConfigObject | undefined,
): OpenPart {
  const source = stored === undefined ? part.blank(subject) : (part.open?.(stored) ?? stored);
  return { part, stored, source, form: readForm(part.fields, source) };
}

/** The object that a part's form asks for. */
export function proposedObject({ part, source, form }: OpenPart): ConfigObject {
  return writeForm(part.fields, form, source) as ConfigObject;
}

/** The edits that turn what is stored into what the form asks for; none for a new object. */
export function proposedEdits(open: OpenPart): FieldEdit[] {
  return open.stored === undefined ? [] : editsBetween(open.stored, proposedObject(open));
}

/** The object a part changes: that of the given name, or else the first that is about the subject. */
export function findStored(
  part: WizardPart,
  subject: WizardSubject,
  objects: readonly ConfigObject[],
  key?: string,
): ConfigObject | undefined {
  const blank = part.blank(subject);
  const group = blank.apiVersion.slice(0, blank.apiVersion.lastIndexOf('/') + 1);
  const ofKind = objects.filter(
    ({ kind, apiVersion }) => kind === blank.kind && apiVersion.startsWith(group),
  );
  return (
    ofKind.find((object) => configKey(object) === key) ??
    ofKind.find((object) => part.isAbout(object, subject))
  );
}
