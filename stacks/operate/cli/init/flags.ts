import type { ForgeName } from "../../pipeline/write-pipeline.js";

/** Options of `arkenos init`. */
export interface InitFlags {
  /** Where the state is kept: `cloud`, or a URL. */
  readonly backend?: string | undefined;
  readonly livekitUrl?: string | undefined;
  readonly livekitApiKey?: string | undefined;
  readonly twilioAccountSid?: string | undefined;
  readonly twilioApiKey?: string | undefined;
  readonly sipDomain?: string | undefined;
  readonly agent?: string | undefined;
  readonly prompt?: string | undefined;
  /** Models of the first agent: `inference`, or a plugin with a realtime model. @default "inference" */
  readonly voice?: string | undefined;
  readonly pipeline?: ForgeName | undefined;
  /** Whether standard input holds `NAME=value` lines. */
  readonly secretsStdin?: true | undefined;
}
