'use client';

import type { DropdownMenu as Radix } from 'radix-ui';
import { createContext, useContext } from 'react';

/** What the items of a menu are made of; they come with the surface, which is loaded late. */
export type MenuParts = Pick<typeof Radix, 'Item' | 'CheckboxItem' | 'ItemIndicator' | 'Label' | 'Separator'>;

export const MenuPartsContext = createContext<MenuParts | undefined>(undefined);

/** The parts of the menu around. */
export function useMenuParts(): MenuParts {
  const parts = useContext(MenuPartsContext);
  if (parts === undefined) throw new Error('A menu item stands outside its menu');
  return parts;
}
