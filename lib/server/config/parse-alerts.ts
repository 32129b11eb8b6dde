import type { AlertFormat, AlertTarget } from '../rollout/send-alert';
import { badOption, parseList } from './parse-option';
import type { RawOption } from './raw-options';

const FORMATS = ['json', 'slack', 'email'] as const satisfies readonly AlertFormat[];

/** `[FORMAT=]URL`, several separated by commas. */
export function parseAlerts(option: RawOption | undefined): AlertTarget[] {
  if (option === undefined) return [];
  return parseList(option).map((part) => {
    const format = FORMATS.find((name) => part.startsWith(`${name}=`));
    const url = format === undefined ? part : part.slice(format.length + 1);
    const protocol = URL.canParse(url) ? new URL(url).protocol : '';
    if (protocol === 'http:' || protocol === 'https:') return { url, format: format ?? 'json' };
    throw badOption({ ...option, text: part }, 'an address like slack=https://hooks.example.com/x');
  });
}
