import { answering, TelephonyStack } from "../engine/telephony-stack.js";

/** The number that the stack answers. */
export const NUMBER = "+15105550100";
/** A caller's number. */
export const CALLER = "+15555550199";
/** The LiveKit project's SIP host for carriers. */
export const HOST = "acme.sip.livekit.cloud";

/** The options of a stack; by default the telephony program answers one number. */
export interface Opening {
  readonly owned?: readonly string[];
  readonly config?: Readonly<Record<string, unknown>>;
  readonly program?: "own-topologies";
}

/** A stack in accounts that own the number and know their SIP host; nothing is deployed yet. */
export async function openStack({ owned = [NUMBER], config, program }: Opening = {}): Promise<TelephonyStack> {
  const stack = await TelephonyStack.start({ twilio: { owned } }, program);
  stack.emulator.livekit.store.sipHost = HOST;
  await stack.workspace.configure({ sipDomain: HOST, ...(config ?? answering({ [NUMBER]: {} })) });
  return stack;
}
