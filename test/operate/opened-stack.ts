import { answering, TelephonyStack } from "../engine/telephony-stack.js";

/** The number that the stack answers. */
export const NUMBER = "+15105550100";
/** Who calls it. */
export const CALLER = "+15555550199";
/** Where carriers reach the LiveKit project. */
export const HOST = "acme.sip.livekit.cloud";

/** How a stack is opened; by default one number is answered by the telephony program. */
export interface Opening {
  readonly owned?: readonly string[];
  readonly config?: Readonly<Record<string, unknown>>;
  readonly program?: "own-topologies";
}

/** A stack on accounts that own the number and know their SIP host; nothing is converged yet. */
export async function openStack({ owned = [NUMBER], config, program }: Opening = {}): Promise<TelephonyStack> {
  const stack = await TelephonyStack.start({ twilio: { owned } }, program);
  stack.emulator.livekit.store.sipHost = HOST;
  await stack.workspace.configure({ sipDomain: HOST, ...(config ?? answering({ [NUMBER]: {} })) });
  return stack;
}
