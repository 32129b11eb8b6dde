import type { ReactNode } from 'react';

/** One choice of a Select. */
export type SelectOption<T extends string> = { value: T; label: string; hint?: ReactNode };
