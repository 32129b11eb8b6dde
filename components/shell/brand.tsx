import { AppLink } from '../ui/app-link';
import { cn } from '../ui/cn';
import { MeshMark } from '../ui/mesh-mark';

/** The mark and, where there is room, the name. */
export function Brand({ isWordHidden = false }: { isWordHidden?: boolean }) {
  return (
    <AppLink href="/" aria-label="Meshscope, overview" className="flex items-center gap-2.5 rounded-md">
      <MeshMark />
      <span
        className={cn('font-medium text-md tracking-tight', isWordHidden ? 'hidden' : 'max-[1099px]:hidden')}
      >
        Meshscope
      </span>
    </AppLink>
  );
}
