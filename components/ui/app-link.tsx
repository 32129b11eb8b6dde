'use client';

import Link from 'next/link';
import type { ComponentProps } from 'react';
import { useScopedHref } from '@/lib/client/url/use-scoped-href';

type AppLinkProps = Omit<ComponentProps<typeof Link>, 'href'> & { href: string };

/** A link within the console; it carries namespaces and time along. */
export function AppLink({ href, prefetch = false, ...props }: AppLinkProps) {
  const scoped = useScopedHref();
  return <Link href={scoped(href)} prefetch={prefetch} {...props} />;
}
