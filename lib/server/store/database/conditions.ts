/** A WHERE clause and its parameters, built piece by piece; every value goes through a parameter. */
export class Conditions {
  readonly values: unknown[] = [];
  private readonly parts: string[] = [];

  /** Each `?` of `sql` stands for the next of `values`. */
  add(sql: string, ...values: unknown[]): this {
    let next = 0;
    this.parts.push(sql.replace(/\?/g, () => this.parameter(values[next++])));
    return this;
  }

  /** The same unless `value` is undefined; every `?` stands for it. */
  when(value: unknown, sql: string): this {
    if (value === undefined) return this;
    const parameter = this.parameter(value);
    this.parts.push(sql.replace(/\?/g, () => parameter));
    return this;
  }

  parameter(value: unknown): string {
    return `$${this.values.push(value)}`;
  }

  sql(): string {
    return this.parts.length === 0 ? 'true' : this.parts.map((part) => `(${part})`).join(' AND ');
  }
}

/** A LIKE pattern that finds `text` anywhere, its own wildcards taken literally. */
export function containing(text: string | undefined): string | undefined {
  return text === undefined ? undefined : `%${text.replace(/[\\%_]/g, (found) => `\\${found}`)}%`;
}
