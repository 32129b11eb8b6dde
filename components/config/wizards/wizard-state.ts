import { oneOf, optionalText, text } from '@/lib/client/url/codec';

/** What a wizard keeps in the address bar: what it is for, and in which language it writes. */
export const WIZARD_STATE = {
  /** The service or workload, by its node id; without one the namespace below is meant. */
  of: optionalText,
  namespace: text(),
  /** The key of an object to read into the form. */
  object: optionalText,
  dialect: oneOf(['istio', 'gateway-api'], 'istio'),
};
