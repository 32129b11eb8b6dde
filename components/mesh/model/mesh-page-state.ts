import { sortCodec } from '@/components/ui/sort-codec';
import { flag, oneOf, optionalText, text } from '@/lib/client/url/codec';

/** What the address bar of the mesh page holds. */
export const MESH_PAGE = {
  view: oneOf(['agents', 'console', 'storage'], 'agents'),
  find: text(),
  gone: flag(false),
  /** The open agent. */
  agent: optionalText,
  sort: sortCodec({ column: 'trouble', direction: 'asc' }),
} as const;
