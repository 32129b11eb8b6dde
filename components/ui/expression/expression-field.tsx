'use client';

import { useEffect, useId, useLayoutEffect, useRef } from 'react';
import { cn } from '../cn';
import { SearchBox } from '../search-box';
import { type ExpressionError, ExpressionNote } from './expression-note';
import { type Complete, useCompletion } from './use-completion';

type ExpressionFieldProps = {
  label: string;
  placeholder: string;
  value: string;
  onChange: (text: string) => void;
  /** Ways to go on; the same function as long as its answers are the same. */
  complete: Complete;
  error: ExpressionError | undefined;
  /** What the expression did, in words. */
  note?: string | undefined;
  /** The page's main search answers to `/`. */
  isMain?: boolean;
  /** Shows the label above the field, as fields beside it do. */
  isLabelled?: boolean;
  /** It was asked for: what is typed next goes into it. */
  takesFocus?: boolean;
  className?: string;
  inputClassName?: string;
  /** Told where the text is being written. */
  onCaret?: (text: string, at: number) => void;
  /** Enter, when it does not choose a way to go on. */
  onEnter?: () => void;
};

/** A field for an expression: ways to go on while typing, and what is wrong and where. */
export function ExpressionField(props: ExpressionFieldProps) {
  const { label, placeholder, value, onChange, complete, error, note, isMain = false, className } = props;
  const { isLabelled = false, takesFocus = false, inputClassName, onCaret, onEnter } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const caret = useRef<number>(undefined);
  const completion = useCompletion(complete, value, (text, at) => {
    caret.current = at;
    onChange(text);
    onCaret?.(text, at);
  });
  useLayoutEffect(() => {
    if (caret.current !== undefined) input.current?.setSelectionRange(caret.current, caret.current);
    caret.current = undefined;
  });
  useEffect(() => {
    if (takesFocus) input.current?.focus();
  }, [takesFocus]);
  const { options, active, from } = completion;
  const isOpen = options.length > 0;
  // What is being written may yet become right; what stands before it does not.
  const shown = isOpen && error !== undefined && error.at >= from ? undefined : error;
  return (
    <div className={cn('relative', className)}>
      {isLabelled ? <span className="mb-1 block truncate text-muted text-xs">{label}</span> : null}
      <SearchBox
        ref={input}
        label={label}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={`${id}-options`}
        aria-activedescendant={active < 0 ? undefined : `${id}-${active}`}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={`${id}-note`}
        value={value}
        placeholder={placeholder}
        isMain={isMain}
        className={inputClassName}
        onChange={(text, at) => {
          onChange(text);
          if (text === '') return;
          onCaret?.(text, at);
          completion.ask(at);
        }}
        onBlur={() => completion.ask(undefined)}
        onKeyDown={(event) => {
          if (completion.handleKey(event) || event.key !== 'Enter') return;
          completion.ask(undefined);
          onEnter?.();
        }}
      />
      <div className="absolute top-full left-0 z-30 mt-1 flex w-max max-w-80 flex-col gap-1">
        <ExpressionNote id={`${id}-note`} text={value} error={shown} note={note} />
        <div
          id={`${id}-options`}
          role="listbox"
          aria-label={`Ways to go on: ${label}`}
          hidden={!isOpen}
          className="rounded-md border border-border-strong bg-raised p-1 shadow-overlay"
        >
          {options.map((option, index) => (
            <div
              key={option.text}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              className="flex cursor-pointer gap-3 rounded-sm px-2 py-1 text-xs hover:bg-surface aria-selected:bg-surface"
              // The field keeps the focus.
              onPointerDown={(event) => {
                event.preventDefault();
                completion.accept(option);
              }}
            >
              <span className="min-w-20 font-mono">{option.text}</span>
              <span className="truncate text-muted">{option.help}</span>
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
