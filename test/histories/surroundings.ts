import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers/promises";
import { livekit, Session, twilio } from "@arkenos/provider/clouds";
import { AccessToken } from "livekit-server-sdk";
import type { Random } from "../live/fuzz/random.js";
import type { Clock } from "./clock.js";

/**
 * Replaces real time and chance while a history is played: timers, the jitter of retries, and the signing of tokens,
 * which Node does on another thread. A token is signed once per key, by the real code.
 */
export async function inVirtualTime<T>(clock: Clock, random: Random, play: () => Promise<T>): Promise<T> {
  const real = {
    ...{ setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout },
    ...{ sleep: timers.setTimeout, random: Math.random, toJwt: AccessToken.prototype.toJwt },
  };
  const later = (act: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) => {
    const takeBack = clock.after(ms, () => act(...given));
    return { takeBack, ref: () => undefined, unref: () => undefined };
  };
  const forget = (timer: { takeBack?: () => void } | undefined) => timer?.takeBack?.();
  const sleep = (ms = 0, value?: unknown) => new Promise((resolve) => clock.after(ms, () => resolve(value)));
  Object.assign(globalThis, { setTimeout: later, clearTimeout: forget });
  Object.assign(timers, { setTimeout: sleep });
  Object.assign(Math, { random: () => random.fraction() });
  Object.assign(AccessToken.prototype, { toJwt: signedBefore });
  syncBuiltinESMExports();
  try {
    return await play();
  } finally {
    Object.assign(globalThis, { setTimeout: real.setTimeout, clearTimeout: real.clearTimeout });
    Object.assign(timers, { setTimeout: real.sleep });
    Object.assign(Math, { random: real.random });
    Object.assign(AccessToken.prototype, { toJwt: real.toJwt });
    syncBuiltinESMExports();
  }
}

const signed = new Map<string, string>();

/** Does the slow work once, before any history is played: loads the SDKs and signs a token. */
export async function prepare(settings: Readonly<Record<string, string>>): Promise<void> {
  const { livekitApiKey: apiKey = "", livekitApiSecret: apiSecret = "" } = settings;
  if (signed.has(apiKey)) return;
  const session = new Session();
  session.configure((name) => settings[name]);
  await Promise.all([session.client(livekit), session.client(twilio)]);
  const token = new AccessToken(apiKey, apiSecret, { ttl: "30d" });
  token.addSIPGrant({ admin: true });
  signed.set(apiKey, await token.toJwt());
}

async function signedBefore(this: unknown): Promise<string> {
  const token = signed.get((this as { apiKey: string }).apiKey);
  if (token === undefined) throw new Error("no token was signed for this key");
  return token;
}
