import { resources } from "@arkenos/provider";
import type { TwilioAccount } from "@arkenos/provider/clouds";
import type { SeenCredentialList, SeenTrunk } from "./observed.js";

/** Reads the credential lists, and the usernames of those attached to a trunk that was read in depth. */
export async function observeCredentialLists(
  account: TwilioAccount,
  trunks: readonly SeenTrunk[],
): Promise<SeenCredentialList[]> {
  const attached = new Set(trunks.flatMap(({ children }) => children?.credentialLists ?? []));
  const lists = (await account.credentialLists.all()).map((wire) => resources.CredentialList.spec.fromWire(wire));
  return Promise.all(
    lists.map(async (list) => {
      if (!attached.has(list.id)) return list;
      const credentials = await account.credentials.of(list.id).all();
      return { ...list, usernames: credentials.map(({ username }) => username) };
    }),
  );
}
