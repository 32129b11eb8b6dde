'use client';

import { createContext, useContext } from 'react';
import type { Suggestion } from '@/lib/mesh/config/wizards/form-field';

/** What every field of a form shares: what is wrong by path, and the names it may offer. */
export type FormContextValue = {
  problems: ReadonlyMap<string, string>;
  /** Problems are shown once the reader tried to go on. */
  isTried: boolean;
  suggestions: Readonly<Record<Suggestion, readonly string[]>>;
};

const NOTHING: FormContextValue = {
  problems: new Map(),
  isTried: false,
  suggestions: {
    host: [],
    subset: [],
    namespace: [],
    gateway: [],
    principal: [],
    method: [],
    'retry-on': [],
  },
};

export const FormContext = createContext(NOTHING);

/** What is wrong with one field, and what it may offer. */
export function useFieldContext(path: string, suggest: Suggestion | undefined) {
  const { problems, isTried, suggestions } = useContext(FormContext);
  return {
    error: isTried ? problems.get(path) : undefined,
    options: suggest === undefined ? [] : suggestions[suggest],
  };
}
