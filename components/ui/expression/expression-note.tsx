/** What is wrong with an expression, and where; without an end it is the word that stands there. */
export type ExpressionError = { message: string; at: number; end?: number | undefined };

type ExpressionNoteProps = {
  id: string;
  text: string;
  error: ExpressionError | undefined;
  note: string | undefined;
};

/** Floats below its field, so that the toolbar never moves: what was found, or what is wrong with the place marked. */
export function ExpressionNote({ id, text, error, note }: ExpressionNoteProps) {
  return (
    <div
      id={id}
      aria-live="polite"
      className={`w-fit max-w-80 rounded-sm border bg-raised px-1.5 text-2xs leading-5 empty:hidden ${error === undefined ? 'border-border text-muted' : 'border-failing/50 text-failing'}`}
    >
      {error === undefined ? note : <Misread text={text} error={error} />}
    </div>
  );
}

function Misread({ text, error: { at, end, message } }: { text: string; error: ExpressionError }) {
  const to = end ?? at + (/^[^\s()]+/.exec(text.slice(at))?.[0].length ?? 1);
  return (
    <>
      <span className="block truncate font-mono text-muted">
        {text.slice(0, at)}
        <mark className="bg-transparent text-failing underline decoration-wavy underline-offset-2">
          {text.slice(at, to) || '\u00a0\u00a0'}
        </mark>
        {text.slice(to)}
      </span>
      <span className="block">{message}</span>
    </>
  );
}
