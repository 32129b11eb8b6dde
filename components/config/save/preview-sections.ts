import type { ComponentType } from 'react';
import type { ValidationState } from '@/lib/client/config/use-config-validation';
import type { ChangeSet } from './change-set';
import { ChangesSection } from './changes-section';
import { FindingsSection } from './findings-section';
import { TrafficSection } from './traffic-section';

export type PreviewSectionProps = { change: ChangeSet; judged: ValidationState };

/** One view of a change before it is saved. */
export type PreviewSection = {
  id: string;
  label: string;
  /** A number beside the label. */
  count?: (change: ChangeSet, judged: ValidationState) => number | undefined;
  View: ComponentType<PreviewSectionProps>;
};

/** Every view of a change, in order; a new one is a file and a line. */
export const PREVIEW_SECTIONS: readonly [PreviewSection, ...PreviewSection[]] = [
  { id: 'changes', label: 'Changes', View: ChangesSection },
  {
    id: 'findings',
    label: 'Findings',
    count: (_, { validation }) =>
      validation === undefined
        ? undefined
        : validation.problems.length + validation.findings.length + validation.elsewhere.length,
    View: FindingsSection,
  },
  { id: 'traffic', label: 'Recorded requests', View: TrafficSection },
];
