import { API_OPTIONS } from './api-options';
import { optional, toggle, withDefault } from './option';
import { parseDuration, parseText } from './parse-values';

/** What every verb takes that changes the mesh and then waits for its agents. */
export const CHANGE_OPTIONS = {
  reason: optional(parseText, { placeholder: 'TEXT', help: 'Why, for the history.' }),
  'no-wait': toggle({ help: 'Do not wait for the agents.' }),
  timeout: withDefault(parseDuration, {
    placeholder: 'TIME',
    fallback: '10s',
    help: 'How long to wait for agents that do not answer.',
  }),
  ...API_OPTIONS,
} as const;
