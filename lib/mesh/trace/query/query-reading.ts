import type { parser } from '@grafana/lezer-traceql';
import type { SpanCondition } from './span-condition';

/** A node of the syntax tree. */
export type QueryNode = ReturnType<typeof parser.parse>['topNode'];

/** What is wrong with a query, and which part of it. */
export interface QueryError {
  message: string;
  from: number;
  to: number;
}

/** What stands for a part that could not be read; a query with one is never answered. */
const UNREAD: SpanCondition = { kind: 'always', isMet: false };

/** One pass over a query: its text, and the first thing that is wrong with it. */
export class QueryReading {
  readonly text: string;
  error: QueryError | undefined;

  constructor(text: string) {
    this.text = text;
  }

  textOf({ from, to }: QueryNode): string {
    return this.text.slice(from, to);
  }

  /** The children that mean something. */
  partsOf(node: QueryNode): QueryNode[] {
    const parts: QueryNode[] = [];
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      if (!child.name.endsWith('Comment')) parts.push(child);
    }
    return parts;
  }

  fail({ from, to }: QueryNode, message: string): SpanCondition {
    return this.failAt(from, to, message);
  }

  failAt(from: number, to: number, message: string): SpanCondition {
    this.error ??= { message, from, to };
    return UNREAD;
  }

  /** Says what the grammar expected where it found something else. */
  failAtError({ from, to, prevSibling }: QueryNode): void {
    const found = this.text.slice(from, to).trim();
    const isComparing = prevSibling?.name === 'FieldOp';
    if (found === '') {
      const at = isComparing ? this.afterBlanks(from) : from;
      this.failAt(at, at, isComparing ? 'A value belongs here' : 'Something is missing here');
    } else if (isComparing) this.failAt(from, to, `${found} is no value: texts stand in quotes`);
    else if (/^[\w-]+$/.test(found)) {
      this.failAt(from, to, `There is no field or word "${found}"; tags begin with span. or a dot`);
    } else this.failAt(from, to, `${found} is not understood here`);
  }

  private afterBlanks(at: number): number {
    return at + (/^\s*/.exec(this.text.slice(at))?.[0].length ?? 0);
  }
}
