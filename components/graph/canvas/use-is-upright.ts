import { type RefObject, useEffect, useState } from 'react';

/** Whether an element is taller than wide; undefined until it was measured. */
export function useIsUpright(ref: RefObject<HTMLElement | null>): boolean | undefined {
  const [isUpright, setUpright] = useState<boolean>();
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      const box = entry?.contentRect;
      if (box !== undefined && box.width > 0) setUpright(box.height > box.width * 1.15);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return isUpright;
}
