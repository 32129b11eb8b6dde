/** A line of an application's own log, as it came over OTLP. */
export interface ApplicationLog {
  /** Epoch microseconds. */
  time_us: number;
  /** OpenTelemetry's number, 1 (trace) to 24 (fatal); 0 where unknown. */
  severity: number;
  /** As the sender calls it; empty where it does not say. */
  severity_text: string;
  body: string;
  /** 32 and 16 lower-case hex digits; null outside of a request. */
  trace_id: string | null;
  span_id: string | null;
  service: string;
  namespace: string;
  workload: string;
  version: string;
  tags: Readonly<Record<string, string>>;
}

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

/** The least severity of each level, OpenTelemetry's numbers. */
export const LEVEL_SEVERITY = { trace: 1, debug: 5, info: 9, warn: 13, error: 17, fatal: 21 } as const;

/** The level a severity belongs to; undefined where it is unknown. */
export function levelOf(severity: number): (typeof LEVELS)[number] | undefined {
  return severity < 1 ? undefined : LEVELS[Math.min(LEVELS.length - 1, Math.floor((severity - 1) / 4))];
}
