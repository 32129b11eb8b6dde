import type { LayoutInput, LayoutResult } from '@/lib/mesh/graph/layout/layout-input';

/** What the page asks the layout worker. */
export type LayoutRequest = { id: number; input: LayoutInput };

/** What the layout worker answers. */
export type LayoutAnswer = { id: number; result: LayoutResult } | { id: number; error: string };
