'use client';

import { Select } from '@/components/ui/select';
import type { LogFilterState } from './model/log-filter-state';

type Sides = LogFilterState['sides'];
type SidesSelectProps = { sides: Sides; onChange: (sides: Sides) => void };

const SIDES = [
  { value: 'once', label: 'Every call once' },
  { value: 'both', label: 'Both sides' },
  { value: 'source', label: 'Proxy of the source' },
  { value: 'destination', label: 'Proxy of the destination' },
  { value: 'waypoint', label: 'Waypoint' },
] as const;

const WORDS: Readonly<Record<Sides, string>> = {
  once: 'The destination’s line of each call; the source’s where none arrived',
  both: 'A call between two sidecars stands here twice, as each of them saw it',
  source: 'Calls as the proxies of their sources saw them',
  destination: 'Calls that arrived, as the proxies of their destinations saw them',
  waypoint: 'Calls as waypoints saw them',
};

/** Whose lines are shown: both ends of a call write one, and mostly one is enough. */
export function SidesSelect({ sides, onChange }: SidesSelectProps) {
  return (
    <>
      <Select
        label="Lines of"
        value={sides}
        options={SIDES}
        onChange={onChange}
        className="h-7 w-36 shrink-0"
      />
      <span className="truncate text-muted text-xs max-[900px]:hidden">{WORDS[sides]}</span>
    </>
  );
}
