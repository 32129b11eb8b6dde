import { sortCodec } from '@/components/ui/sort-codec';
import { oneOf, optionalText, text } from '@/lib/client/url/codec';

/** What a proxy holds, by kind. */
export const PROXY_VIEWS = ['routes', 'clusters', 'endpoints', 'listeners', 'certificates'] as const;

export type ProxyViewName = (typeof PROXY_VIEWS)[number];

/** What the address bar of a proxy's page holds. */
export const PROXY_PAGE = {
  view: oneOf(PROXY_VIEWS, 'routes'),
  find: text(),
  /** Which instance; the first one without it. */
  agent: optionalText,
  /** Without one, the proxy's own order: that in which routes are tried. */
  sort: sortCodec({ column: 'order', direction: 'asc' }),
} as const;
