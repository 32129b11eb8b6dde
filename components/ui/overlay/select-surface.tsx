'use client';

import { Check } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import type { SelectOption } from '../select-option';
import { AnchorSpan } from './anchor-span';
import type { Overlay } from './use-overlay';

type SelectSurfaceProps<T extends string> = {
  overlay: Overlay;
  label: string;
  value: T;
  options: readonly SelectOption<T>[];
  onChange: (value: T) => void;
};

/** The open list of a Select. */
export function SelectSurface<T extends string>(props: SelectSurfaceProps<T>) {
  const { overlay, label, value, options, onChange } = props;
  const { setOpen, trigger, contentId } = overlay;
  return (
    <Radix.Root open onOpenChange={setOpen} value={value} onValueChange={(next) => onChange(next as T)}>
      <Radix.Trigger asChild>
        <AnchorSpan of={trigger} />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          id={contentId}
          aria-label={label}
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            trigger.current?.focus();
            event.preventDefault();
          }}
          className="z-50 max-h-80 min-w-(--radix-select-trigger-width) animate-fade-in overflow-hidden rounded-md border border-border-strong bg-raised shadow-overlay"
        >
          <Radix.Viewport className="p-1">
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                className="flex h-7 cursor-default items-center gap-2 rounded-sm pr-2 pl-7 text-sm outline-none data-[highlighted]:bg-accent/15 data-[state=checked]:text-text"
              >
                <Radix.ItemIndicator className="absolute left-2.5">
                  <Check className="size-3.5 text-accent" aria-hidden />
                </Radix.ItemIndicator>
                <Radix.ItemText>{option.label}</Radix.ItemText>
                {option.hint ? <span className="ml-auto pl-4 text-faint text-xs">{option.hint}</span> : null}
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
