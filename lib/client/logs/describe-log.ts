import { formatDuration } from '@/lib/client/format/format-duration';
import { printQuantity } from '@/lib/client/format/quantity';
import { explainDetails } from '@/lib/mesh/log/explain-details';
import { responseCodeName } from '@/lib/mesh/log/response-code-name';
import { explainFlags } from '@/lib/mesh/log/response-flags';
import type { LogLine } from '@/lib/protocol/api/logs';

/** A line as plain sentences: who asked whom for what, how it ended, and why when it failed. */
export function describeLog(line: LogLine): string {
  const took = printQuantity(formatDuration(line.duration_us / 1000));
  const asked = [line.method, line.path].filter(Boolean).join(' ');
  const what = `${knownName(line.source_workload)} asked ${line.destination_service_name} for ${asked || 'a connection'}`;
  return [`${what} and ${ending(line)} after ${took}.`, ...reasonsOf(line)].join(' ');
}

/** Why it ended so: what the flags mean and what Envoy's details add; empty for a plain answer. */
export function reasonsOf(line: LogLine): string[] {
  const reasons = [explainFlags(line.response_flags), explainDetails(line.response_code_details)];
  return reasons.filter((reason) => reason !== '');
}

/** Why a request failed, never nothing: where no proxy had a part in it, who answered so. */
export function whyFailed(line: LogLine): string[] {
  const reasons = reasonsOf(line);
  if (reasons.length > 0) return reasons;
  if (line.response_code === 0) return [`${knownName(line.source_workload)} got no answer.`];
  const by = isKnownName(line.destination_workload)
    ? line.destination_workload
    : line.destination_service_name;
  return [`${by} answered ${nameCode(line.response_code)} itself.`];
}

function ending({ response_code: code, destination_workload: by }: LogLine): string {
  if (code === 0) return 'got no answer';
  return `${isKnownName(by) ? `${by} answered` : 'got'} ${nameCode(code)}`;
}

function nameCode(code: number): string {
  const name = responseCodeName(String(code));
  return name === undefined ? String(code) : `${code} ${name}`;
}

function isKnownName(workload: string): boolean {
  return workload !== 'unknown' && workload !== '';
}

function knownName(workload: string): string {
  return isKnownName(workload) ? workload : 'Somebody outside the mesh';
}
