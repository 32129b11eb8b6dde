import type { LucideIcon } from 'lucide-react';
import { AppLink } from './app-link';
import { Button } from './button';

/** A way on to another page, as a small button with its icon. */
export function PageLink({ href, icon: Icon, label }: { href: string; icon: LucideIcon; label: string }) {
  return (
    <Button asChild size="sm">
      <AppLink href={href}>
        <Icon aria-hidden />
        {label}
      </AppLink>
    </Button>
  );
}
