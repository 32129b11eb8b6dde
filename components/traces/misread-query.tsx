import { Braces } from 'lucide-react';
import { EmptyState } from '../ui/empty-state';

/** In place of traces while the query cannot be read; its field says why, at the word. */
export function MisreadQuery() {
  return (
    <EmptyState icon={Braces} title="The search waits for its query">
      The field above marks the word that cannot be read.
    </EmptyState>
  );
}
