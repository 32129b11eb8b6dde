/** How a request ended, by its response code. */
export type CodeClass = 'ok' | 'redirect' | 'clientError' | 'serverError' | 'noResponse';

/** The class of a response code; 0 is no response, 1xx counts as success (an upgrade). */
export function codeClass(code: number): CodeClass {
  if (code <= 0) return 'noResponse';
  if (code < 300) return 'ok';
  if (code < 400) return 'redirect';
  return code < 500 ? 'clientError' : 'serverError';
}
