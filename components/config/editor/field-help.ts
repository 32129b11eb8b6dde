import type { FieldDescription } from '@/lib/mesh/config/assist/describe';

/** What a field is for, as CodeMirror wants its tooltips: an element. */
export function fieldHelp({
  path,
  type,
  doc,
  deprecated,
  values,
  isRequired,
}: FieldDescription): HTMLElement {
  const box = document.createElement('div');
  box.className = 'cm-field-help';
  const head = box.appendChild(document.createElement('div'));
  const name = head.appendChild(document.createElement('code'));
  name.textContent = path;
  name.style.fontFamily = 'var(--font-geist-mono), monospace';
  const kind = head.appendChild(document.createElement('span'));
  kind.textContent = `  ${type}${isRequired ? ', required' : ''}`;
  kind.style.color = 'var(--muted)';
  for (const text of [
    doc,
    deprecated === undefined ? undefined : `Replaced by ${deprecated}.`,
    values === undefined ? undefined : `One of ${values.join(', ')}.`,
  ]) {
    if (text !== undefined) box.appendChild(document.createElement('p')).textContent = text;
  }
  return box;
}
