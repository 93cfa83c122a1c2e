import type { Region } from "@arkenos/provider/values/regions";
import type * as pulumi from "@pulumi/pulumi";
import { isLate } from "./inputs.js";
import type { Topology } from "./topology-args.js";

type Adopt = Topology["adopt"];
type ByObject = Extract<Adopt, { readonly fallbackUrls: unknown }>;

/** The policy for one object. */
export function adoptOf(adopt: Adopt, object: Exclude<keyof ByObject, "fallbackUrls">): pulumi.Input<string> {
  return isForAll(adopt) ? adopt : (adopt[object] ?? adopt.default);
}

/** The policy for objects that the argument has no key for. */
export function adoptOfOthers(adopt: Adopt): pulumi.Input<string> {
  return adoptOf(adopt, "default");
}

/** The policy for the origination URL of a fallback region. */
export function adoptOfFallback(adopt: Adopt, region: Region): pulumi.Input<string> {
  return isForAll(adopt) ? adopt : (adopt.fallbackUrls[region] ?? adopt.default);
}

/** Whether the argument is one policy for all objects. */
function isForAll(adopt: Adopt): adopt is Exclude<Adopt, ByObject> {
  return typeof adopt === "string" || isLate(adopt);
}
