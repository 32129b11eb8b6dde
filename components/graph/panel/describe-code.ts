import { grpcStatusName, responseCodeName } from '@/lib/mesh/log/response-code-name';
import { explainFlags } from '@/lib/mesh/log/response-flags';
import type { SignalsAnswer } from '@/lib/protocol/api/signals';
import { codeClass } from '../../charts/series-color';

/** A row of responses in words. */
export type DescribedCode = {
  /** The code; of gRPC its status, since a call that failed answers 200 too. */
  title: string;
  flags: string;
  words: string;
  /** What its colour is of. */
  codeClass: string;
  /** Narrows the log to it. */
  filter: Readonly<Record<string, string>>;
};

/** What came of requests: by code, of gRPC by status, with what the flags mean. */
export function describeCode({ code, flags, grpcStatus }: SignalsAnswer['codes'][number]): DescribedCode {
  const isSilent = code === '0' || code === '-';
  const status = isSilent ? undefined : grpcStatusName(grpcStatus);
  const shownFlags = flags === '-' ? '' : flags;
  const plain = status === undefined ? codeWords(code, isSilent) : `gRPC status ${grpcStatus}, HTTP ${code}`;
  return {
    title: status ?? (isSilent ? 'No response' : code),
    flags: shownFlags,
    words: explainFlags(flags) || plain,
    codeClass: codeClass(isSilent ? '-' : status === undefined ? code : grpcStatus),
    filter: {
      code: isSilent ? '0' : code,
      ...(shownFlags === '' ? {} : { flag: shownFlags.split(',')[0] ?? '' }),
    },
  };
}

function codeWords(code: string, isSilent: boolean): string {
  return isSilent || code === '200' ? '' : (responseCodeName(code) ?? '');
}
