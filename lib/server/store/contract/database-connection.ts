/** Where PostgreSQL listens; `host` is a directory when it listens on a Unix socket. */
export type DatabaseConnection =
  | { url: string }
  | { host: string; port: number; user: string; password: string; database: string };
