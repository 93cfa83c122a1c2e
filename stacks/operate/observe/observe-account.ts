import type { TwilioAccount } from "@arkenos/provider/clouds";
import type { SeenAccount } from "./observed.js";

/** Reads the account itself; a Standard key may not. Its token, which is in the answer, is left there. @throws ApiError */
export async function observeAccount({ api }: TwilioAccount): Promise<SeenAccount> {
  const { status, type } = await api.fetch();
  return { status, type };
}
