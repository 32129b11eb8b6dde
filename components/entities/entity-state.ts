import { flag, oneOf } from '@/lib/client/url/codec';

/** What an entity's page keeps in the address bar. */
export const ENTITY_STATE = {
  direction: oneOf(['inbound', 'outbound'], 'inbound'),
  by: oneOf(['peer', 'version', 'operation', 'code'], 'peer'),
  compare: flag(),
};
