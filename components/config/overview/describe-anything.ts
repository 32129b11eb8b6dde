import { isMapping } from '@/lib/mesh/config/wizards/value-path';
import { fact, type OverviewSection } from './overview-section';

const MOST_FACTS = 40;

/** Any object: what stands at each end of its spec. */
export function describeAnything(spec: unknown): OverviewSection[] {
  if (!isMapping(spec)) return [];
  return Object.entries(spec).flatMap(([name, value]) => sectionsOf(name, value));
}

function sectionsOf(name: string, value: unknown): OverviewSection[] {
  if (Array.isArray(value) && value.some(isMapping)) {
    return value.map((item, index) => ({ title: `${name} ${index + 1}`, facts: leaves(item, '') }));
  }
  return [{ title: name, facts: isMapping(value) ? leaves(value, '') : fact(name, value) }];
}

function leaves(value: unknown, path: string): { label: string; value: string }[] {
  const found: { label: string; value: string }[] = [];
  const walk = (item: unknown, at: string) => {
    if (found.length >= MOST_FACTS) return;
    if (isMapping(item)) {
      for (const [key, inner] of Object.entries(item)) walk(inner, at === '' ? key : `${at}.${key}`);
    } else if (Array.isArray(item) && item.some(isMapping)) {
      for (const [index, inner] of item.entries()) walk(inner, `${at}[${index}]`);
    } else found.push(...fact(at, item));
  };
  walk(value, path);
  return found;
}
