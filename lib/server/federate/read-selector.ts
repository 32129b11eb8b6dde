import { compilePattern } from '../../mesh/pattern/re2';
import { AppError } from '../../protocol/app-error';

/** Whether a sample is asked for, by its labels with `__name__` among them. */
export type Selector = (labels: Readonly<Record<string, string>>) => boolean;

const NAME = /^\s*([a-zA-Z_:][\w:]*)?\s*/;
const MATCHER = /^\s*([a-zA-Z_]\w*)\s*(=~|!~|!=|=)\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*(,|(?=\}))/;

/** Reads one `match[]` of Prometheus: a name, matchers in braces, or both; fails with `bad_request`. */
export function readSelector(text: string): Selector {
  const name = NAME.exec(text);
  let rest = text.slice(name?.[0].length ?? 0);
  const checks: Selector[] = name?.[1] === undefined ? [] : [matcher('__name__', '=', name[1], text)];
  if (rest.startsWith('{')) {
    rest = rest.slice(1);
    while (!/^\s*\}/.test(rest)) {
      const [whole, label = '', operator = '', quoted = ''] = MATCHER.exec(rest) ?? [];
      if (whole === undefined) throw cannot(text, `"${rest}" is no matcher`);
      checks.push(matcher(label, operator, unquote(quoted), text));
      rest = rest.slice(whole.length);
    }
    rest = rest.replace(/^\s*\}\s*/, '');
  }
  if (rest !== '') throw cannot(text, `"${rest}" is left over`);
  if (checks.length === 0) throw cannot(text, 'it matches nothing in particular');
  return (labels) => checks.every((check) => check(labels));
}

function matcher(label: string, operator: string, value: string, text: string): Selector {
  const isNegated = operator.startsWith('!');
  if (!operator.endsWith('~')) return (labels) => ((labels[label] ?? '') === value) !== isNegated;
  const pattern = compilePattern(value);
  if ('error' in pattern) throw cannot(text, pattern.error);
  return (labels) => pattern.matches(labels[label] ?? '') !== isNegated;
}

function unquote(quoted: string): string {
  return quoted.slice(1, -1).replaceAll(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
}

function cannot(text: string, reason: string): AppError {
  return new AppError('bad_request', `Cannot read the selector ${text}: ${reason}`);
}
