import { type Infer, limited, map, object, text, whole } from '../schema/schema';
import { selectorSchema } from './selectors';

/** The spec of a ProxyConfig. */
export const PROXY_CONFIG_SCHEMA = object(
  {
    selector: selectorSchema,
    concurrency: limited(whole('Worker threads; by the CPU limit when left out, 0 for all cores.'), {
      minimum: 0,
    }),
    environmentVariables: limited(map(limited(text(), { maxLength: 2048 }), 'Environment of the proxy.'), {
      maxEntries: 256,
    }),
    image: object({ imageType: text('default, debug or distroless.') }, 'The image the proxy runs from.'),
  },
  'Settings of the proxies that take effect when they start.',
);

export type ProxyConfigSpec = Infer<typeof PROXY_CONFIG_SCHEMA>;
