/** Whether a text is one that a policy's value stands for. */
export type TextMatcher = (text: string) => boolean;

/**
 * Istio's value: `abc` exact, `abc*` prefix, `*abc` suffix, `*` anything but empty. One asterisk at one end has a
 * meaning, every other stands for itself.
 */
export function compileTextMatcher(value: string, prefix = ''): TextMatcher {
  if (value === '*') return (text) => text !== '';
  if (value.startsWith('*')) {
    const suffix = value.slice(1);
    return (text) =>
      text.startsWith(prefix) && text.endsWith(suffix) && text.length >= prefix.length + suffix.length;
  }
  if (value.endsWith('*')) {
    const wanted = prefix + value.slice(0, -1);
    return (text) => text.startsWith(wanted);
  }
  const wanted = prefix + value;
  return (text) => text === wanted;
}
