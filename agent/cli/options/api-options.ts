import { optional, withDefault } from './option';
import { parseHttpUrl, parseText } from './parse-values';

/** Where the console's API is and how a person or a pipeline proves itself. */
export const API_OPTIONS = {
  console: withDefault(parseHttpUrl, {
    placeholder: 'URL',
    env: 'MESHSCOPE_CONSOLE',
    fallback: 'http://127.0.0.1:4170',
    help: 'The console to ask.',
  }),
  token: optional(parseText, {
    placeholder: 'TOKEN',
    env: 'MESHSCOPE_ADMIN_TOKEN',
    help: 'The admin token of the console; one without password and token wants none.',
  }),
} as const;
