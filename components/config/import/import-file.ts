/** One text to import, and where it is from. */
export type ImportFile = { name: string; yaml: string };
