/** One way to go on in a query. */
export interface QueryOption {
  text: string;
  help: string;
}
