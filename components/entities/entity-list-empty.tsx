import { Button } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { ENTITY_WORDS, type EntityKind } from './entity-kind';

type EntityListEmptyProps = { kind: EntityKind; isFiltered: boolean; onClear: () => void };

/** Either the filter hides all, or there is nothing in scope yet. */
export function EntityListEmpty({ kind, isFiltered, onClear }: EntityListEmptyProps) {
  const words = ENTITY_WORDS[kind];
  const plural = words.plural.toLowerCase();
  if (isFiltered) {
    return (
      <EmptyState
        icon={words.icon}
        title={`No ${plural} match the filter`}
        action={
          <Button size="sm" onClick={onClear}>
            Show all {plural}
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={words.icon}
      title={`No ${plural} in this scope`}
      snippet="npx meshscope run --name orders --version v1 --port 8080 -- node server.js"
    >
      Nothing has reported in these namespaces and this time. Give a process a sidecar, or widen the scope.
    </EmptyState>
  );
}
