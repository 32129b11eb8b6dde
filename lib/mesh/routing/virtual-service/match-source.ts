import type { CompileContext } from '../compile-context';
import { isSubset } from '../services/workload-instance';

/** The parts of a match that are decided when the configuration is compiled. */
interface SourceMatch {
  readonly gateways?: readonly string[];
  readonly sourceLabels?: Readonly<Record<string, string>>;
  readonly sourceNamespace?: string;
}

/** Where a match names gateways only they count: labels and namespace of the source are then not looked at. */
export function matchesSource(match: SourceMatch, { gateways, proxy }: CompileContext): boolean {
  if (match.gateways !== undefined && match.gateways.length > 0) {
    return match.gateways.some((gateway) => gateways.has(gateway));
  }
  const isNamespace =
    match.sourceNamespace === undefined ||
    match.sourceNamespace === '' ||
    match.sourceNamespace === proxy.namespace;
  return isNamespace && isSubset(match.sourceLabels ?? {}, proxy.labels);
}
