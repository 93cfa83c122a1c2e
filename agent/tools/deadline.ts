/** A time that work may take. */
export interface Deadline {
  /** Aborts when the time is over, or when the work is called off. */
  readonly signal: AbortSignal;
  /** Whether the time was over first. */
  isOver(): boolean;
  /** Ends the timer; call it when the work is done. */
  clear(): void;
}

/**
 * Limits work to a time. The timer is held until it is cleared: Node 20 may collect one of `AbortSignal.timeout` that
 * only `AbortSignal.any` refers to, and then it never fires (nodejs/node#57736).
 *
 * @param calledOff ends the work as well
 */
export function deadline(milliseconds: number, calledOff?: AbortSignal): Deadline {
  const over = new AbortController();
  let isOver = false;
  const timer = setTimeout(() => {
    isOver = !over.signal.aborted;
    over.abort();
  }, milliseconds);
  const stop = () => over.abort();
  if (calledOff?.aborted) stop();
  calledOff?.addEventListener("abort", stop, { once: true });
  return {
    signal: over.signal,
    isOver: () => isOver,
    clear: () => {
      clearTimeout(timer);
      calledOff?.removeEventListener("abort", stop);
    },
  };
}
