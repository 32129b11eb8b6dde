import type { Finding } from '../finding';

/** Somebody's word that a finding is known and may stand for now. */
export interface Acknowledgement {
  /** `keyOfFinding`. */
  key: string;
  reason: string;
  author: string;
  atMs: number;
  /** From then on the finding is back; undefined for one that holds until the finding is gone. */
  expiresAtMs: number | undefined;
}

/** A finding with its name, and with the word of whoever let it stand. */
export interface JudgedFinding extends Finding {
  key: string;
  acknowledged?: Acknowledgement;
}

/** Whether an acknowledgement still holds at a moment. */
export function holdsAt({ expiresAtMs }: Acknowledgement, nowMs: number): boolean {
  return expiresAtMs === undefined || nowMs < expiresAtMs;
}
