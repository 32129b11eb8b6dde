import { FileCode2 } from 'lucide-react';
import { AppLink } from '../../ui/app-link';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';

type ConfigEmptyProps = { isFiltered: boolean; onClear: () => void; onImport: () => void };

/** Either the filter hides all, or nothing has been stored yet. */
export function ConfigEmpty({ isFiltered, onClear, onImport }: ConfigEmptyProps) {
  if (isFiltered) {
    return (
      <EmptyState
        icon={FileCode2}
        title="No configuration matches the filter"
        action={
          <Button size="sm" onClick={onClear}>
            Show all configuration
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={FileCode2}
      title="No configuration is stored yet"
      snippet="npx meshscope apply -f ./config"
      action={
        <span className="flex flex-wrap justify-center gap-2">
          <Button asChild size="sm" tone="primary">
            <AppLink href="/config/new">Start with a wizard</AppLink>
          </Button>
          <Button size="sm" onClick={onImport}>
            Import YAML
          </Button>
        </span>
      }
    >
      Agents route by their defaults. Apply a directory of YAML, paste what{' '}
      <code className="font-mono text-xs">kubectl get -o yaml</code> prints, or let a wizard write it.
    </EmptyState>
  );
}
