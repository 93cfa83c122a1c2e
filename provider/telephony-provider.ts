import type * as pulumi from "@pulumi/pulumi";
import { NAMESPACE } from "./lifecycle.js";
import { deferred, sdk } from "./sdk.js";
import { ENVIRONMENT, SECRETS, type Setting } from "./settings.js";

/** Credentials and addresses of both clouds. Settings that are omitted come from the environment. */
export type TelephonyProviderArgs = { [Name in Setting]?: pulumi.Input<string> };

const secrets = new Set<Setting>(SECRETS);

/**
 * Configures separate accounts for part of the program.
 *
 * @example
 * ```ts
 * const eu = new TelephonyProvider("eu", { livekitUrl: "wss://eu.livekit.cloud", livekitApiKey, livekitApiSecret });
 * new InboundTrunk("eu", { name: "EU", numbers: ["+442079460100"] }, { provider: eu });
 * ```
 */
export class TelephonyProvider extends deferred(() => sdk().ProviderResource) {
  constructor(name: string, args: TelephonyProviderArgs, options?: pulumi.ResourceOptions) {
    const settings = (Object.keys(ENVIRONMENT) as Setting[]).filter((setting) => args[setting] !== undefined);
    const input = (setting: Setting) => (secrets.has(setting) ? sdk().secret(args[setting]) : args[setting]);
    super(
      "pulumi-nodejs",
      name,
      Object.fromEntries(settings.map((setting) => [`${NAMESPACE}:${setting}`, input(setting)])),
      options,
    );
  }
}
