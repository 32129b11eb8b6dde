import type { ConfigDetail } from '@/lib/protocol/api/config-objects';
import { Card } from '../../ui/card';
import { EmptyState } from '../../ui/empty-state';
import { ReferencesPanel } from '../detail/references-panel';
import { describeObject } from './describe-object';
import type { OverviewSection } from './overview-section';
import { ShareBars } from './share-bars';

/** What an object means, without its YAML. */
export function ObjectOverview({ detail }: { detail: ConfigDetail }) {
  const { spec, ...rest } = detail.object;
  const { apiVersion: _, kind: __, metadata: ___, ...fields } = rest;
  const sections = describeObject(detail.kind, spec ?? fields);
  return (
    <div className="grid gap-4 min-[1100px]:grid-cols-[minmax(0,1fr)_360px]">
      <Card className="divide-y divide-border">
        {sections.length === 0 ? <EmptyState title="This object is empty" /> : null}
        {sections.map((section) => (
          <Section key={section.title} section={section} />
        ))}
      </Card>
      <ReferencesPanel detail={detail} />
    </div>
  );
}

function Section({ section: { title, facts, shares = [] } }: { section: OverviewSection }) {
  return (
    <section className="flex flex-col gap-2 p-4">
      <h2 className="break-words text-sm">{title}</h2>
      {facts.length === 0 ? null : (
        <dl className="grid gap-x-4 gap-y-1 sm:grid-cols-[176px_minmax(0,1fr)]">
          {facts.map(({ label, value }) => (
            <div key={label} className="contents">
              <dt className="text-muted text-xs leading-5">{label}</dt>
              <dd className="break-words max-sm:pb-1">{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {shares.length === 0 ? null : <ShareBars shares={shares} />}
    </section>
  );
}
