import * as pulumi from "@pulumi/pulumi";

/** The media settings of a trunk. A secure trunk requires SRTP, which LiveKit does not use by default. */
export function mediaFor<Media extends { encryption?: unknown }>(secure: pulumi.Input<boolean>, media: Media): Media {
  if (media.encryption !== undefined || secure === false) return media;
  return { ...media, encryption: ifSecure(secure, "require", undefined) };
}

/** One of two values, by whether a trunk is secure. */
export function ifSecure<Yes, No>(secure: pulumi.Input<boolean>, yes: Yes, no: No): pulumi.Output<Yes | No> {
  return pulumi.output(secure).apply((known) => (known ? yes : no));
}
