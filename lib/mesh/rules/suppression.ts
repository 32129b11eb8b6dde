import type { ConfigResource } from '../config/resource';

const ISTIO = 'galley.istio.io/analyze-suppress';
const KIALI = 'kiali.io/ignore-validations';

/** Namespaces of Kubernetes itself, which nobody configures a mesh in. */
const UNEXAMINED: ReadonlySet<string> = new Set([
  'kube-system',
  'kube-public',
  'kube-node-lease',
  'local-path-storage',
]);

/** Whether an object is none of a mesh's business. */
export function isExamined({ kind, metadata }: ConfigResource): boolean {
  return !UNEXAMINED.has(kind === 'Namespace' ? metadata.name : metadata.namespace);
}

/**
 * The codes that remain when an object asks for silence: undefined when it asks for all of it. A code of one tool is
 * silenced by that tool's annotation, or by the name of the rule in either.
 */
export function unsuppressedCodes(
  { metadata }: ConfigResource,
  rule: string,
  codes: readonly string[],
): readonly string[] | undefined {
  const istio = readList(metadata.annotations[ISTIO]);
  const kiali = readList(metadata.annotations[KIALI]);
  if (istio === undefined && kiali === undefined) return codes;
  const silencesAll =
    istio?.includes('*') || kiali?.length === 0 || istio?.includes(rule) || kiali?.includes(rule);
  if (silencesAll) return undefined;
  const rest = codes.filter((code) => !istio?.includes(code) && !kiali?.includes(code));
  return rest.length === 0 && codes.length > 0 ? undefined : rest;
}

function readList(annotation: string | undefined): string[] | undefined {
  return annotation
    ?.split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
