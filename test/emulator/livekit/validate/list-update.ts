import type { PlainMessage } from "@bufbuild/protobuf";
import type { ListUpdate } from "@livekit/protocol";
import { GoError } from "../twirp.js";

/** Validates the change of a list. @throws GoError */
export function checkListUpdate(update: PlainMessage<ListUpdate> | undefined): void {
  if (!update) return;
  const { set, add, remove, clear } = update;
  const changes = [...set, ...add, ...remove];
  if (!clear && changes.length === 0) throw new GoError("unsupported list update operation");
  if (clear && changes.length > 0) throw new GoError("cannot clear and change the list at the same time");
  if (set.length > 0 && changes.length > set.length)
    throw new GoError("cannot set and change the list at the same time");
  if (changes.includes("")) throw new GoError("empty element in the list");
}
