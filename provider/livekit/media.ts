import type { PartialMessage } from "@bufbuild/protobuf";
import type { SIPMediaConfig, SIPMediaEncryption } from "@livekit/protocol";
import { z } from "zod";
import { fromDuration, seconds, toDuration } from "./duration.js";
import { oneOf } from "./one-of.js";
import { empty, withDetail } from "../issues.js";

const ENCRYPTION = { disable: 0, allow: 1, require: 2 } as const satisfies Record<string, SIPMediaEncryption>;

const codecShape = {
  /** Name without the rate: `PCMU`, `PCMA`, `G722`. */
  name: z
    .string({ error: "must be the name of a codec, such as PCMU" })
    .min(1, empty("write the name of a codec, such as PCMU"))
    .refine(
      (name) => !name.includes("/"),
      withDetail({ code: "codec_with_rate", message: "must not contain '/'", remedy: "write the rate into rate" }),
    ),
  /** Sampling rate in Hz. 0 means the codec's default. @default 0 */
  rate: z
    .int({ error: "must be a whole number of Hz" })
    .min(0, "must not be negative")
    .max(4_294_967_295, "must not exceed 4294967295")
    .default(0),
};
const codec: z.ZodObject<typeof codecShape, z.core.$strict> = z.strictObject(codecShape);

const mediaShape = {
  /** Offer and accept only the listed codecs. @default false */
  onlyListedCodecs: z.boolean({ error: "must be true or false" }).default(false),
  /** Codecs in order of preference. Empty means the server's default. @default [] */
  codecs: z.array(codec).default([]),
  /**
   * SRTP: `disable`, `allow`, or `require`. If omitted, the server decides. Replaces the deprecated `media_encryption`.
   */
  encryption: z.enum(["disable", "allow", "require"], { error: 'must be "disable", "allow" or "require"' }).optional(),
  /** The seconds without media after which a call ends, at most 600. 0 means the server's default. @default 0 */
  mediaTimeoutSeconds: seconds(600).default(0),
};

/** The fields of `media`. A named type, so that declarations in other files keep the docs. */
export interface MediaShape extends Readonly<typeof mediaShape> {}

const media: z.ZodObject<MediaShape, z.core.$strict> = z.strictObject(mediaShape);

/**
 * The audio of a call: codecs, encryption, media timeout.
 * @see https://docs.livekit.io/reference/telephony/sip-api/
 */
export const mediaProp = media.prefault({});

type Media = z.output<typeof mediaProp>;

/** Converts the prop to the protocol's message. */
export function toMedia(media: Media): PartialMessage<SIPMediaConfig> {
  return {
    onlyListedCodecs: media.onlyListedCodecs,
    codecs: media.codecs,
    ...(media.encryption && { encryption: ENCRYPTION[media.encryption] }),
    ...(media.mediaTimeoutSeconds > 0 && { mediaTimeout: toDuration(media.mediaTimeoutSeconds) }),
  };
}

/**
 * Converts the protocol's message to the prop. A missing message and an empty one both mean the default, because
 * servers store either.
 *
 * @param former the deprecated field beside the message. Servers obey it if the message sets no encryption.
 */
export function fromMedia(wire: SIPMediaConfig | undefined, former: SIPMediaEncryption): Media {
  const encryption = wire?.encryption ?? (former || undefined);
  return {
    onlyListedCodecs: wire?.onlyListedCodecs ?? false,
    codecs: (wire?.codecs ?? []).map(({ name, rate }) => ({ name, rate })),
    ...(encryption !== undefined && { encryption: oneOf(ENCRYPTION, encryption) }),
    mediaTimeoutSeconds: fromDuration(wire?.mediaTimeout),
  };
}
