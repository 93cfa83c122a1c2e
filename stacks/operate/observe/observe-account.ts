import type { TwilioAccount } from "@arkenos/provider/clouds";
import type { SeenAccount } from "./observed.js";

/**
 * Reads the account, which a Standard key may not do. Drops the auth token that the answer contains.
 * @throws ApiError
 */
export async function observeAccount({ api }: TwilioAccount): Promise<SeenAccount> {
  const { status, type } = await api.fetch();
  return { status, type };
}
