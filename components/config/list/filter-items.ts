import type { ConfigItem } from '@/lib/protocol/api/config';

/** The objects whose kind, name, namespace, labels or author have all the words. */
export function filterItems(items: readonly ConfigItem[], text: string): readonly ConfigItem[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return items;
  return items.filter(({ kind, namespace, name, labels, author }) => {
    const labelText = Object.entries(labels)
      .map(([key, value]) => `${key}=${value}`)
      .join(' ');
    const subject = `${kind} ${namespace}/${name} ${labelText} ${author}`.toLowerCase();
    return words.every((word) => subject.includes(word));
  });
}
