import type { CodeClass } from '@/lib/mesh/log/code-class';

/** Text colours by class of code: what went well stays quiet. */
export const CODE_TONES: Readonly<Record<CodeClass, string>> = {
  ok: 'text-muted',
  redirect: 'text-info',
  clientError: 'text-degraded',
  serverError: 'text-failing',
  noResponse: 'text-failing',
};
