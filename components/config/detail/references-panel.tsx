import { configHref } from '@/lib/client/config/config-href';
import type { ConfigReference } from '@/lib/protocol/api/config';
import type { ConfigDetail } from '@/lib/protocol/api/config-objects';
import { AppLink } from '../../ui/app-link';
import { Badge } from '../../ui/badge';
import { Card } from '../../ui/card';
import { kindLabel } from '../kind-label';

/** What an object names, and what names it. */
export function ReferencesPanel({ detail }: { detail: ConfigDetail }) {
  return (
    <Card className="flex flex-col">
      <header className="flex min-h-11 shrink-0 items-center border-border border-b px-4">
        <h2 className="text-sm">References</h2>
      </header>
      <References title="Uses" references={detail.uses} none="It refers to nothing else." />
      <References title="Used by" references={detail.usedBy} none="Nothing refers to it." />
    </Card>
  );
}

type ReferencesProps = { title: string; references: readonly ConfigReference[]; none: string };

function References({ title, references, none }: ReferencesProps) {
  return (
    <section className="border-border/60 border-b px-4 py-3 last:border-b-0">
      <h3 className="pb-1 text-muted text-xs">{title}</h3>
      {references.length === 0 ? (
        <p className="text-faint text-xs">{none}</p>
      ) : (
        <ul className="flex flex-col gap-2">
          {groupReferences(references).map(({ key, reference, places }) => (
            <ReferenceItem key={key} reference={reference} places={places} />
          ))}
        </ul>
      )}
    </section>
  );
}

type ReferenceItemProps = { reference: ConfigReference; places: readonly ConfigReference[] };

function ReferenceItem({ reference, places }: ReferenceItemProps) {
  const { kind, namespace, name, found } = reference;
  const href = hrefOf(reference);
  const label = (
    <>
      <span className="text-muted">{kindLabel(kind)}</span> {name}
      {namespace === '' ? null : <span className="text-faint"> {namespace}</span>}
    </>
  );
  return (
    <li className="flex min-w-0 flex-col gap-0.5 text-sm">
      <span className="flex min-w-0 flex-wrap items-center gap-x-2">
        {href === undefined ? (
          <span className="min-w-0 break-words">{label}</span>
        ) : (
          <AppLink href={href} className="min-w-0 break-words rounded-sm hover:underline">
            {label}
          </AppLink>
        )}
        {found === 'missing' ? <Badge tone="failing">Not found</Badge> : null}
      </span>
      {places.map(({ part, path }) => (
        <span key={`${part} ${path}`} className="flex min-w-0 items-center gap-2 text-2xs text-faint">
          <span className="min-w-0 truncate font-mono" title={path}>
            {path}
          </span>
          {part === '' ? null : <Badge className="h-4">{part}</Badge>}
        </span>
      ))}
    </li>
  );
}

/** All places that name the same object, together. */
function groupReferences(references: readonly ConfigReference[]) {
  const groups = new Map<string, { key: string; reference: ConfigReference; places: ConfigReference[] }>();
  for (const reference of references) {
    const { kind, namespace, name, found } = reference;
    const key = `${kind} ${namespace}/${name} ${found}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { key, reference, places: [reference] });
    else group.places.push(reference);
  }
  return [...groups.values()];
}

function hrefOf(reference: ConfigReference): string | undefined {
  const { kind, namespace, name, found } = reference;
  if (found === 'missing') return undefined;
  if (found === 'config') return configHref(reference);
  if (kind !== 'Service') return undefined;
  return `/services/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}`;
}
