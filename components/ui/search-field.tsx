'use client';

import { useRef } from 'react';
import { cn } from './cn';
import { SearchBox } from './search-box';

type SearchFieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  /** The page's main search answers to `/`. */
  isMain?: boolean;
  className?: string;
};

/** A search by words. */
export function SearchField({ label, onChange, placeholder = label, className, ...rest }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <SearchBox
      {...rest}
      ref={input}
      role="searchbox"
      label={label}
      placeholder={placeholder}
      boxClassName={cn('w-64', className)}
      onChange={(text) => onChange(text)}
    />
  );
}
