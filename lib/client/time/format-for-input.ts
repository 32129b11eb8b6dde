/** An instant as `<input type="datetime-local">` wants it: the viewer's own wall clock, to the second. */
export function formatForInput(timeMs: number): string {
  const offsetMs = new Date(timeMs).getTimezoneOffset() * 60_000;
  return new Date(timeMs - offsetMs).toISOString().slice(0, 19);
}
