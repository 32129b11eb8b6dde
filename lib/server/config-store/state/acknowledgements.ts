import type {
  AcknowledgementRecords,
  StoredAcknowledgement,
} from '../../store/contract/acknowledgement-records';

/** The findings that people let stand, in memory; the database has the same and outlives it. */
export class Acknowledgements {
  private byKey: ReadonlyMap<string, StoredAcknowledgement> = new Map();

  async load(records: Pick<AcknowledgementRecords, 'listAcknowledgements'>): Promise<void> {
    this.byKey = new Map((await records.listAcknowledgements()).map((one) => [one.key, one]));
  }

  /** Another map after every change. */
  all(): ReadonlyMap<string, StoredAcknowledgement> {
    return this.byKey;
  }

  set(acknowledgement: StoredAcknowledgement): void {
    this.byKey = new Map(this.byKey).set(acknowledgement.key, acknowledgement);
  }

  delete(key: string): void {
    const next = new Map(this.byKey);
    next.delete(key);
    this.byKey = next;
  }
}
