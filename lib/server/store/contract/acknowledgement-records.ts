import type { Acknowledgement } from '../../../mesh/rules/acknowledgement/acknowledgement';

/** An acknowledgement with what the finding said when it was given. */
export interface StoredAcknowledgement extends Acknowledgement {
  message: string;
}

/** Findings that people let stand, by their names. */
export interface AcknowledgementRecords {
  listAcknowledgements(): Promise<StoredAcknowledgement[]>;
  /** Creates, or replaces the one of the same finding. */
  saveAcknowledgement(acknowledgement: StoredAcknowledgement): Promise<void>;
  /** False when there was none. */
  deleteAcknowledgement(key: string): Promise<boolean>;
}
