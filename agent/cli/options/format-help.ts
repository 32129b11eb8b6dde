import type { Option, OptionSet } from './option';

const COLUMN = 30;
const WIDTH = 100;

/** The options as two columns; the second names the default and the environment variable. */
export function formatOptions(options: OptionSet): string {
  return Object.entries(options)
    .map(([name, option]) => formatRow(flagOf(name, option), describeOption(option)))
    .join('\n');
}

/** A left column of `COLUMN` characters and a wrapped right one. */
export function formatRow(left: string, right: string): string {
  const lines = wrap(right, WIDTH - COLUMN);
  const first = left.length + 4 > COLUMN ? [`  ${left}`] : [];
  const rest = lines.map((line, index) => {
    const start = index === 0 && first.length === 0 ? `  ${left}`.padEnd(COLUMN) : ' '.repeat(COLUMN);
    return `${start}${line}`;
  });
  return [...first, ...rest].join('\n');
}

function flagOf(name: string, option: Option<unknown>): string {
  const flag = option.short === undefined ? `--${name}` : `-${option.short}, --${name}`;
  return option.isSwitch ? flag : `${flag} ${option.placeholder ?? 'VALUE'}`;
}

function describeOption(option: Option<unknown>): string {
  const extras = [
    option.isRepeatable ? 'repeatable' : '',
    option.fallback === undefined ? '' : `default ${option.fallback}`,
    option.env === undefined ? '' : `env ${option.env}`,
  ].filter((extra) => extra !== '');
  return extras.length === 0 ? option.help : `${option.help} [${extras.join('; ')}]`;
}

function wrap(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}
