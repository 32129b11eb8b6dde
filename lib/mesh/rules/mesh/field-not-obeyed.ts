import { type FoundUnobeyed, findUnobeyedFields } from '../../config/find-unobeyed-fields';
import type { ConfigKindName } from '../../config/kinds';
import type { ConfigResource } from '../../config/resource';
import { UNOBEYED_FIELDS } from '../../config/unobeyed-fields';
import type { Rule } from '../rule';

const KINDS: readonly ConfigKindName[] = [
  ...new Set(UNOBEYED_FIELDS.filter(({ isQuiet }) => isQuiet !== true).map(({ kind }) => kind)),
];

const known = new WeakMap<ConfigResource, readonly FoundUnobeyed[]>();

export const fieldNotObeyed: Rule = {
  name: 'mesh/field-not-obeyed',
  codes: [],
  severity: 'info',
  inputs: KINDS,
  why: 'Agents read the field and go on as if it were not there; Envoy may do something with it.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/',
  check(snapshot, report) {
    for (const kind of KINDS) {
      for (const resource of snapshot.list(kind)) {
        for (const { path, field } of unobeyedFields(kind, resource)) {
          const what = path === '' ? resource.kind : path.replace(/^spec\./, '');
          report(resource, { path, message: `${what} is not carried out by agents: ${field.why}` });
        }
      }
    }
  },
};

/** Looked for once: objects never change. */
function unobeyedFields(kind: ConfigKindName, resource: ConfigResource): readonly FoundUnobeyed[] {
  const before = known.get(resource);
  if (before !== undefined) return before;
  const found = findUnobeyedFields(kind, resource.spec);
  known.set(resource, found);
  return found;
}
