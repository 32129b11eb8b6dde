import { expect, it } from 'vitest';
import { chosenColumns } from '@/components/ui/chosen-columns';

const columns = [
  { id: 'name', isFixed: true },
  { id: 'rate' },
  { id: 'versions', isWide: true },
  { id: 'id', isHidden: true },
];

it('chosenColumns() shows the defaults for the width of the screen until somebody chooses', () => {
  expect(chosenColumns('', columns, false)).toEqual(['name', 'rate', 'versions']);
  expect(chosenColumns('', columns, true)).toEqual(['name', 'rate']);
  expect(chosenColumns('versions,id', columns, true)).toEqual(['name', 'versions', 'id']);
});
