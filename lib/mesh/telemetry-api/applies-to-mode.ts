/** Which side of a request a proxy stands on. */
export type TelemetryMode = 'CLIENT' | 'SERVER';

/** Whether an entry is for a side: for both where it names none. */
export function appliesToMode(
  match: { readonly mode?: 'CLIENT_AND_SERVER' | 'CLIENT' | 'SERVER' } | undefined,
  mode: TelemetryMode,
): boolean {
  const wanted = match?.mode ?? 'CLIENT_AND_SERVER';
  return wanted === 'CLIENT_AND_SERVER' || wanted === mode;
}
