import { AppLink } from '@/components/ui/app-link';
import { configHref } from '@/lib/client/config/config-href';
import { CONFIG_KINDS, type ConfigKindName } from '@/lib/mesh/config/kinds';

type Rule = { kind: string; namespace: string; name: string; path: string };

/** The objects of the configuration that asked for something. */
export function RuleLinks({ rules }: { rules: readonly Rule[] }) {
  if (rules.length === 0) return <span className="text-faint">–</span>;
  return (
    <span className="flex min-w-0 gap-2">
      {rules.map((rule) => (
        <RuleLink key={`${rule.kind} ${rule.namespace} ${rule.name} ${rule.path}`} rule={rule} />
      ))}
    </span>
  );
}

function RuleLink({ rule: { kind, name, namespace, path } }: { rule: Rule }) {
  const words = `${kind} ${namespace}/${name}${path === '' ? '' : ` ${path}`}`;
  if (!isKindName(kind)) return <span className="truncate">{words}</span>;
  return (
    <AppLink
      href={configHref({ kind, namespace, name })}
      title={words}
      className="truncate text-accent hover:underline"
    >
      {name}
      {path === '' ? null : <span className="text-muted"> {path}</span>}
    </AppLink>
  );
}

function isKindName(kind: string): kind is ConfigKindName {
  return Object.hasOwn(CONFIG_KINDS, kind);
}
