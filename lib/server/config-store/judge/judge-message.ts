import type { ConfigResource } from '../../../mesh/config/resource';
import type { Finding } from '../../../mesh/rules/finding';
import type { MeshView } from './judge';

/** An object without the function that finds places in its text: findings get theirs where the text is. */
export type PlainResource = Omit<ConfigResource, 'origin'> & { origin: { file: string; index: number } };

/** One configuration to judge, as far as the worker does not know it yet. */
export interface JudgeRequest {
  id: number;
  /** Objects it has not seen, by the number they go by. */
  learn: readonly (readonly [number, PlainResource])[];
  /** Numbers that are not asked for again. */
  forget: readonly number[];
  /** The configuration, in order. */
  order: readonly number[];
  drafts: readonly number[];
  /** What changed of the mesh since the last request; all of it in the first. */
  mesh: Partial<MeshView>;
}

/** The findings, without places, or why there are none. */
export type JudgeAnswer = { id: number } & ({ findings: readonly Finding[] } | { error: string });
