import type { ReactNode } from 'react';

/** Something a MultiSelect offers. */
export type MultiSelectOption = { value: string; label?: string; hint?: ReactNode };
