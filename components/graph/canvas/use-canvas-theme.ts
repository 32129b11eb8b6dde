import { useEffect, useState } from 'react';
import { useThemeName } from '@/lib/client/theme/use-theme-name';
import { type CanvasTheme, readCanvasTheme } from './canvas-theme';

/** The tokens as a canvas needs them, read anew when the theme changes and when fonts have loaded; undefined on the server. */
export function useCanvasTheme(): CanvasTheme | undefined {
  const name = useThemeName();
  const [theme, setTheme] = useState<CanvasTheme>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new theme has new tokens
  useEffect(() => {
    let isCurrent = true;
    setTheme(readCanvasTheme());
    void document.fonts.ready.then(() => isCurrent && setTheme(readCanvasTheme()));
    return () => {
      isCurrent = false;
    };
  }, [name]);
  return theme;
}
