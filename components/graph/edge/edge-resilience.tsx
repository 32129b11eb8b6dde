'use client';

import { configHref } from '@/lib/client/config/config-href';
import { useConfigList } from '@/lib/client/config/use-config-list';
import { useConfigObject } from '@/lib/client/config/use-config-object';
import { formatCount } from '@/lib/client/format/format-count';
import { explainFlags } from '@/lib/mesh/log/response-flags';
import type { ConfigItem } from '@/lib/protocol/api/config';
import type { SignalsAnswer } from '@/lib/protocol/api/signals';
import { AppLink } from '../../ui/app-link';
import { Card } from '../../ui/card';
import { Metric } from '../../ui/metric';
import { PanelBody } from '../../ui/panel';
import { panelState } from '../../ui/panel-state';
import { PastConfigNote } from '../../ui/past-config-note';
import { logsHref } from '../panel/code-list';
import { readResilience } from './read-resilience';

/** Flags that say that waiting, retries or breakers had a hand in the end of a request. */
const FLAGS = ['UT', 'URX', 'UO', 'UH', 'DT', 'SI'];
const KINDS = ['VirtualService', 'HTTPRoute', 'DestinationRule'];

type EdgeResilienceProps = { of: string; target: string; codes: SignalsAnswer['codes'] | undefined };

/** Timeouts, retries and breakers on an edge: what is configured, and how often it took effect. */
export function EdgeResilience({ of, target, codes }: EdgeResilienceProps) {
  const list = useConfigList({ of: target, kind: KINDS });
  const counts = FLAGS.map((flag) => ({
    flag,
    requests: (codes ?? [])
      .filter(({ flags }) => flags.split(',').includes(flag))
      .reduce((sum, { requests }) => sum + requests, 0),
  })).filter(({ requests }) => requests > 0);
  return (
    <Card className="p-4">
      <section aria-label="Retries and timeouts" className="flex flex-col gap-2">
        <h2 className="text-sm">Retries, timeouts and breakers</h2>
        <PastConfigNote />
        <PanelBody title="Retries and timeouts" state={panelState(list)}>
          {({ items }) => (
            <ul className="flex flex-col gap-1 text-sm">
              {items.map((item) => (
                <Rules key={item.key} item={item} />
              ))}
              <li className="text-muted text-xs">
                Where no rule says otherwise requests may take as long as they need, and are tried again twice
                when a connection fails.
              </li>
            </ul>
          )}
        </PanelBody>
        {counts.length === 0 ? (
          <p className="text-muted text-sm">None of it took effect in this window.</p>
        ) : (
          <ul className="flex flex-col gap-1 text-sm">
            {counts.map(({ flag, requests }) => (
              <li key={flag}>
                <AppLink
                  href={logsHref(of, { flag })}
                  className="flex items-baseline gap-2 rounded-sm hover:bg-raised"
                >
                  <span className="font-mono text-degraded text-xs">{flag}</span>
                  <span className="min-w-0 grow text-muted text-xs">{explainFlags(flag)}</span>
                  <Metric quantity={formatCount(requests)} />
                </AppLink>
              </li>
            ))}
          </ul>
        )}
      </section>
    </Card>
  );
}

function Rules({ item }: { item: ConfigItem }) {
  const { data } = useConfigObject(item);
  const rules = readResilience(item.kind, data?.object.spec);
  return rules.map(({ where, words }) => (
    <li key={where}>
      <AppLink href={configHref(item)} className="rounded-sm text-accent underline">
        {item.name}
      </AppLink>{' '}
      <span className="text-muted">{where}:</span> {words}
    </li>
  ));
}
