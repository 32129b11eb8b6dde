import { Boxes, Component, type LucideIcon, Network } from 'lucide-react';

/** What a list or a detail page is about. */
export type EntityKind = 'app' | 'workload' | 'service';

type Words = { path: string; plural: string; singular: string; icon: LucideIcon; what: string };

export const ENTITY_WORDS: Readonly<Record<EntityKind, Words>> = {
  app: {
    path: '/applications',
    plural: 'Applications',
    singular: 'Application',
    icon: Boxes,
    what: 'All versions of one program, by its app label.',
  },
  workload: {
    path: '/workloads',
    plural: 'Workloads',
    singular: 'Workload',
    icon: Component,
    what: 'One version of a program: what is deployed.',
  },
  service: {
    path: '/services',
    plural: 'Services',
    singular: 'Service',
    icon: Network,
    what: 'A host that others call.',
  },
};
