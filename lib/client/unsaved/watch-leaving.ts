import type { UnsavedChanges } from './unsaved-changes';

/** What of the Navigation API is used; browsers without it let Back go. */
interface HistoryNavigation extends EventTarget {
  traverseTo(key: string): unknown;
}
interface HistoryEvent extends Event {
  readonly navigationType: string;
  readonly destination: { readonly key: string; readonly url: string };
}

/** Catches links and the browser's Back and Forward that lead to another page; the answer ends it. */
export function watchLeaving(unsaved: UnsavedChanges, push: (href: string) => void): () => void {
  const onClick = (event: MouseEvent) => {
    const url = linkOf(event);
    if (url === undefined || !unsaved.isHeld || !isOtherPage(url)) return;
    event.preventDefault();
    // Nobody else may follow the link meanwhile.
    event.stopPropagation();
    unsaved.leave(() => push(url.pathname + url.search + url.hash));
  };
  const { navigation } = window as unknown as { navigation?: HistoryNavigation };
  const onNavigate = (event: Event) => {
    const { navigationType, destination, cancelable } = event as HistoryEvent;
    if (navigationType !== 'traverse' || !cancelable || !unsaved.isHeld) return;
    if (!isOtherPage(new URL(destination.url))) return;
    event.preventDefault();
    unsaved.leave(() => navigation?.traverseTo(destination.key));
  };
  document.addEventListener('click', onClick, { capture: true });
  navigation?.addEventListener('navigate', onNavigate);
  return () => {
    document.removeEventListener('click', onClick, { capture: true });
    navigation?.removeEventListener('navigate', onNavigate);
  };
}

/** The address a plain click leads to within this window. */
function linkOf(event: MouseEvent): URL | undefined {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return undefined;
  const anchor = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (!(anchor instanceof HTMLAnchorElement) || anchor.hasAttribute('download')) return undefined;
  if (anchor.target !== '' && anchor.target !== '_self') return undefined;
  return new URL(anchor.href);
}

/** Tabs and filters are in the address of the page itself; other sites are guarded by the window. */
function isOtherPage({ origin, pathname }: URL): boolean {
  return origin === location.origin && pathname !== location.pathname;
}
