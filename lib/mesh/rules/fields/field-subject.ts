/** What the rules know of the object besides its spec. */
export interface FieldSubject {
  name: string;
  namespace: string;
  labels: Readonly<Record<string, string>>;
  annotations: Readonly<Record<string, string>>;
}
