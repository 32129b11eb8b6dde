'use client';

import { useCallback, useEffect, useState } from 'react';
import { CONFIG_LIMITS, type ConfigFinding, type ConfigProblem } from '@/lib/protocol/api/config';
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
  /** Those that somebody let stand; not in the other two. */
  acknowledged: readonly ConfigFinding[];
};

export type ValidationState = {
  validation: ConfigValidation | undefined;
  error: Error | undefined;
  /** The text on screen has not been judged yet. */
  isPending: boolean;
  /** Asks again: an acknowledgement came or went. */
  judgeAgain: () => void;
};

/** Judges a text when typing pauses; the last judgement stays until the next. */
export function useConfigValidation(text: string, namespace: string): ValidationState {
  const [validation, setValidation] = useState<ConfigValidation>();
  const [error, setError] = useState<Error>();
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round asks the same question again
  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      if (text.length > CONFIG_LIMITS.textBytes) {
        setValidation(tooLarge(text));
        setError(undefined);
        return;
      }
      try {
        const body = { yaml: text, namespace: namespace === '' ? 'default' : namespace };
        const answer = await callEndpoint(validateConfig, { body, signal: abort.signal });
        setValidation({ ...answer, ...setApart(answer), text });
        setError(undefined);
      } catch (cause) {
        if (!abort.signal.aborted) setError(cause as Error);
      }
    }, SETTLE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text, namespace, round]);
  const judgeAgain = useCallback(() => setRound((last) => last + 1), []);
  return { validation, error, isPending: validation?.text !== text && error === undefined, judgeAgain };
}

/** What the console would refuse to read is not even sent. */
function tooLarge(text: string): ConfigValidation {
  const message = `The text has ${text.length} characters; at most ${CONFIG_LIMITS.textBytes} are taken`;
  const problem = { file: '', position: { line: 1, column: 1 }, message };
  return { text, problems: [problem], objects: [], findings: [], elsewhere: [], acknowledged: [] };
}

function setApart({
  findings,
  elsewhere,
}: Pick<ConfigValidation, 'findings' | 'elsewhere'>): Pick<
  ConfigValidation,
  'findings' | 'elsewhere' | 'acknowledged'
> {
  const counts = ({ acknowledged }: ConfigFinding) => acknowledged === undefined;
  return {
    findings: findings.filter(counts),
    elsewhere: elsewhere.filter(counts),
    acknowledged: findings.filter((finding) => !counts(finding)),
  };
}
