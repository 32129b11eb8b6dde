import {
  Boxes,
  Component,
  FileCode2,
  Gauge,
  type LucideIcon,
  Network,
  Rocket,
  ScrollText,
  ServerCog,
  Waypoints,
  Workflow,
} from 'lucide-react';

/** One place of the left rail. `key` follows `g` on the keyboard. */
export type AppPage = { href: string; label: string; icon: LucideIcon; key: string };

/** Every page, in the order of the rail. */
export const PAGES: readonly AppPage[] = [
  { href: '/', label: 'Overview', icon: Gauge, key: 'o' },
  { href: '/graph', label: 'Graph', icon: Workflow, key: 'g' },
  { href: '/applications', label: 'Applications', icon: Boxes, key: 'a' },
  { href: '/workloads', label: 'Workloads', icon: Component, key: 'w' },
  { href: '/services', label: 'Services', icon: Network, key: 's' },
  { href: '/rollouts', label: 'Rollouts', icon: Rocket, key: 'r' },
  { href: '/traces', label: 'Traces', icon: Waypoints, key: 't' },
  { href: '/logs', label: 'Logs', icon: ScrollText, key: 'l' },
  { href: '/config', label: 'Config', icon: FileCode2, key: 'c' },
  { href: '/mesh', label: 'Mesh', icon: ServerCog, key: 'm' },
];

/** True on pages that show something fixed, which no time range changes and nothing live reaches: one trace, two, a file. */
export function isTimeless(path: string): boolean {
  return path.startsWith('/traces/');
}

/** True when the path lies on the page or below it. */
export function isOnPage(path: string, href: string): boolean {
  return href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);
}
