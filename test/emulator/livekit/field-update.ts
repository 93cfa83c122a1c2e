import type { PlainMessage } from "@bufbuild/protobuf";
import { type ListUpdate, SIPMediaConfig, SIPMediaEncryption } from "@livekit/protocol";

/** A list after a change. Only the first of several equal elements is removed, and duplicates are not added. */
export function changedList(list: readonly string[], update: PlainMessage<ListUpdate> | undefined): string[] {
  if (!update) return [...list];
  if (update.clear) return [];
  if (update.set.length > 0) return update.set;
  const result = [...list];
  for (const gone of update.remove) {
    const index = result.indexOf(gone);
    if (index >= 0) result.splice(index, 1);
  }
  for (const added of update.add) {
    if (!result.includes(added)) result.push(added);
  }
  return result;
}

/** A map after a change: an entry set to `""` is removed. */
export function changedMap(
  map: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ ...map, ...changes }).filter(([key, value]) => changes[key] === undefined || value !== ""),
  );
}

/** The two fields that set media encryption: the one in `media` and its deprecated twin beside it. */
export interface MediaFields {
  media?: SIPMediaConfig;
  mediaEncryption: SIPMediaEncryption;
}

/** Moves the deprecated field's value into `media`, creating it. */
export function upgradeMedia(fields: MediaFields): void {
  fields.media ??= new SIPMediaConfig();
  if (fields.mediaEncryption !== SIPMediaEncryption.SIP_MEDIA_ENCRYPT_DISABLE)
    fields.media.encryption ??= fields.mediaEncryption;
}

/**
 * Changes the media settings of a stored object; afterwards the deprecated field mirrors the other
 * (`updateMediaConfig`).
 */
export function changeMedia(
  fields: MediaFields,
  update: { media?: SIPMediaConfig; mediaEncryption?: SIPMediaEncryption },
): void {
  fields.media = update.media ?? fields.media;
  fields.mediaEncryption = update.mediaEncryption ?? fields.mediaEncryption;
  upgradeMedia(fields);
  fields.mediaEncryption = fields.media?.encryption ?? SIPMediaEncryption.SIP_MEDIA_ENCRYPT_DISABLE;
}
