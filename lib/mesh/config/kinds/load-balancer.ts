import {
  decimal,
  deprecated,
  duration,
  flag,
  limited,
  list,
  map,
  object,
  oneOf,
  requiring,
  text,
  whole,
} from '../schema/schema';

const failover = list(
  object(
    { from: text('Region that lost its endpoints.'), to: text('Region that takes over.') },
    'Where traffic of a region goes when its endpoints fail.',
  ),
  'Which region takes over from which.',
);
const failoverPriority = list(
  text(),
  'Labels in order of importance; endpoints that share more of the first ones with the caller are preferred.',
);

/** How localities are looked at. */
export const localitySchema = object(
  {
    distribute: list(
      object(
        {
          from: text('Where callers are: region/zone/subzone, `*` as the last part allowed.'),
          to: map(whole(), 'Share of the traffic by locality; the shares add up to 100.'),
        },
        'How traffic from a locality is spread.',
      ),
      'Explicit shares by locality, instead of failover.',
    ),
    failover,
    failoverPriority,
    enabled: flag('Switches locality-aware balancing on or off, over the setting of the mesh.'),
  },
  'Prefers endpoints near the caller.',
);

const zoneAware = object(
  {
    enabled: flag('Switches zone-aware balancing on or off, over the setting of the mesh.'),
    minClusterSize: whole('With fewer endpoints than this, zones are not looked at.'),
    failover,
    failoverPriority,
  },
  'Lets the proxy keep traffic in its zone as far as capacity allows.',
);

const consistentHash = limited(
  object(
    {
      httpHeaderName: text('Hash of this request header.'),
      httpCookie: requiring(
        object(
          {
            name: text('Name of the cookie.'),
            path: text('Path of a cookie the proxy makes.'),
            ttl: duration('Life of a cookie the proxy makes; 0s for a session cookie.'),
            attributes: list(
              requiring(
                object({
                  name: text('SameSite, Secure, HttpOnly ...'),
                  value: text('Its value, if it has one.'),
                }),
                'name',
              ),
              'Further attributes of a cookie the proxy makes.',
            ),
          },
          'Hash of a cookie, made by the proxy where it is missing.',
        ),
        'name',
      ),
      useSourceIp: flag("Hash of the caller's address."),
      httpQueryParameterName: text('Hash of this query parameter.'),
      ringHash: object(
        { minimumRingSize: whole('Points on the ring, 1024 by default; more means more even.') },
        'Hashes onto a ring, the default.',
      ),
      maglev: object({ tableSize: whole('A prime, 65537 by default.') }, "Hashes with Maglev's table."),
      minimumRingSize: deprecated(whole('Points on the ring.'), 'ringHash.minimumRingSize'),
    },
    'Requests with the same hash go to the same endpoint.',
  ),
  {
    exclusive: [
      ['httpHeaderName', 'httpCookie', 'useSourceIp', 'httpQueryParameterName'],
      ['ringHash', 'maglev'],
    ],
  },
);

/** How one of the endpoints is chosen. */
export const loadBalancerSchema = limited(
  object(
    {
      simple: oneOf(
        ['UNSPECIFIED', 'LEAST_CONN', 'RANDOM', 'PASSTHROUGH', 'ROUND_ROBIN', 'LEAST_REQUEST'],
        'How an endpoint is chosen; LEAST_REQUEST by default.',
      ),
      consistentHash,
      localityLbSetting: localitySchema,
      zoneAwareLbSetting: zoneAware,
      warmupDurationSecs: deprecated(
        duration('Time a new endpoint takes to its full share.'),
        'warmup.duration',
      ),
      warmup: requiring(
        object(
          {
            duration: duration('Time a new endpoint takes to its full share.'),
            minimumPercent: limited(decimal('Share it starts with, 10 by default.'), {
              minimum: 0,
              maximum: 100,
            }),
            aggression: limited(decimal('How fast its share grows; 1 is linear.'), { minimum: 1 }),
          },
          'Gives new endpoints their share little by little.',
        ),
        'duration',
      ),
    },
    'How one of the endpoints is chosen.',
  ),
  { exclusive: [['simple', 'consistentHash']] },
);
