import { configHref } from '@/lib/client/config/config-href';
import { objectNameSchema } from '@/lib/protocol/api/config';
import type { ChangeAnswer } from '@/lib/protocol/api/config-changes';

/** Where a saved change is to be seen: one object has a page of its own, several are in the list. */
export function changeHref({ objects }: ChangeAnswer): string {
  const [object] = objects;
  const name = objectNameSchema.safeParse(object);
  return objects.length === 1 && name.success ? configHref(name.data) : '/config';
}
