/** A time limit. */
export interface Deadline {
  /** Aborts when the time is over or the work is canceled. */
  readonly signal: AbortSignal;
  /** Whether the time was over before the work was canceled. */
  isOver(): boolean;
  /** Stops the timer. Call it when the work is done. */
  clear(): void;
}

/**
 * Creates a time limit. Unlike `AbortSignal.timeout` inside `AbortSignal.any`, its timer cannot be garbage-collected
 * before it fires (nodejs/node#57736).
 *
 * @param canceled another signal that ends the work
 */
export function deadline(milliseconds: number, canceled?: AbortSignal): Deadline {
  const over = new AbortController();
  let isOver = false;
  const timer = setTimeout(() => {
    isOver = !over.signal.aborted;
    over.abort();
  }, milliseconds);
  const stop = () => over.abort();
  if (canceled?.aborted) stop();
  canceled?.addEventListener("abort", stop, { once: true });
  return {
    signal: over.signal,
    isOver: () => isOver,
    clear: () => {
      clearTimeout(timer);
      canceled?.removeEventListener("abort", stop);
    },
  };
}
