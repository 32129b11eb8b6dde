/** A short message that goes away by itself. */
export type Notice = {
  title: string;
  detail?: string;
  tone?: 'success' | 'error' | 'info';
  /** One way on, or back: "Undo". */
  action?: { label: string; run: () => void };
};

type Listener = (notice: Notice) => void;

const waiting: Notice[] = [];
let show: Listener | undefined;
let wake: (() => void) | undefined;

/** Shows a message in the corner of the page. */
export function notify(notice: Notice): void {
  if (show !== undefined) {
    show(notice);
    return;
  }
  waiting.push(notice);
  wake?.();
}

/** Calls back when the first message waits, so that the toaster is loaded only by who needs it. */
export function whenNotified(run: () => void): () => void {
  wake = run;
  if (waiting.length > 0) run();
  return () => {
    wake = undefined;
  };
}

/** Takes over what waits and all that follows. */
export function takeNotices(listener: Listener): () => void {
  show = listener;
  for (const notice of waiting.splice(0)) listener(notice);
  return () => {
    show = undefined;
  };
}
