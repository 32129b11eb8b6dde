'use client';

import { useEffect, useState } from 'react';
import type { ConfigFinding, ConfigProblem } from '@/lib/protocol/api/config';
import { type ChangedObject, validateConfig } from '@/lib/protocol/api/config-changes';
import { callEndpoint } from '../http/call-endpoint';

const SETTLE_MS = 250;

/** What the console says of a text as if it were stored. */
export type ConfigValidation = {
  /** The very text that was judged. */
  text: string;
  problems: readonly ConfigProblem[];
  objects: readonly ChangedObject[];
  findings: readonly ConfigFinding[];
  elsewhere: readonly ConfigFinding[];
};

export type ValidationState = {
  validation: ConfigValidation | undefined;
  error: Error | undefined;
  /** The text on screen has not been judged yet. */
  isPending: boolean;
};

/** Judges a text when typing pauses; the last judgement stays until the next. */
export function useConfigValidation(text: string, namespace: string): ValidationState {
  const [validation, setValidation] = useState<ConfigValidation>();
  const [error, setError] = useState<Error>();
  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const body = { yaml: text, namespace: namespace === '' ? 'default' : namespace };
        const answer = await callEndpoint(validateConfig, { body, signal: abort.signal });
        setValidation({ ...answer, text });
        setError(undefined);
      } catch (cause) {
        if (!abort.signal.aborted) setError(cause as Error);
      }
    }, SETTLE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text, namespace]);
  return { validation, error, isPending: validation?.text !== text && error === undefined };
}
