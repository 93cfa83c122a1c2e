import { open } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";

/** Receives the events of the engine as they happen. */
export type OnEvent = (event: EngineEvent) => void;

/** Who listens to the events. */
export interface Listener {
  readonly onEvent: OnEvent;
  /** Whether the log must survive a power failure. */
  readonly isKept: boolean;
}

/** How long to wait before the log is read again, in milliseconds. */
const POLL_INTERVAL_MS = 30;

const CHUNK_BYTES = 65_536;

/**
 * Passes on the events that an engine appends to its log, one JSON object per line, until the engine has ended. The
 * log exists already, and never contains a secret: the engine replaces each with `[secret]`.
 */
export async function followEvents(
  file: string,
  { onEvent, isKept }: Listener,
  ended: Promise<unknown>,
): Promise<void> {
  let hasEnded = false;
  const end = ended.then(
    () => void (hasEnded = true),
    () => void (hasEnded = true),
  );
  const log = await open(file, isKept ? "r+" : "r");
  try {
    const decoder = new TextDecoder();
    const buffer = Buffer.alloc(CHUNK_BYTES);
    let begun = "";
    for (;;) {
      // Everything was written by now if it has ended by now.
      const isComplete = hasEnded;
      const { bytesRead } = await log.read(buffer, 0, CHUNK_BYTES, null);
      if (bytesRead === 0 && isComplete) return;
      if (bytesRead === 0) await Promise.race([sleep(POLL_INTERVAL_MS), end]);
      else if (isKept) await log.datasync();
      const lines = (begun + decoder.decode(buffer.subarray(0, bytesRead), { stream: true })).split("\n");
      begun = lines.pop() ?? "";
      for (const line of lines) onEvent(JSON.parse(line) as EngineEvent);
    }
  } finally {
    await log.close();
  }
}
