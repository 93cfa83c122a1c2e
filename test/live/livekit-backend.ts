import { SipClient, SIPDispatchRuleInfo, SIPInboundTrunkInfo, SIPOutboundTrunkInfo } from "livekit-server-sdk";
import type { LiveKitBackend, LiveKitNoun } from "../provider/cloud-contents.js";
import type { LiveStack } from "./stack/live-stack.js";

interface Shelf {
  all(): Promise<Item[]>;
  replace(id: string, fields: object): Promise<unknown>;
  delete(id: string): Promise<unknown>;
}

interface Item {
  readonly id: string;
  readonly object: object;
}

/** A real livekit-server for the provider's contract suite; LiveKit's own SDK makes the manual changes. */
export function backendOf({ url, env }: LiveStack): LiveKitBackend {
  const shelves = shelvesOf(new SipClient(url, env.LIVEKIT_API_KEY, env.LIVEKIT_API_SECRET));
  const holds = async (noun: LiveKitNoun, id: string) =>
    (await shelves[noun].all()).find((item) => item.id === id)?.object;
  return {
    settings: {
      livekitUrl: env.LIVEKIT_URL,
      livekitApiKey: env.LIVEKIT_API_KEY,
      livekitApiSecret: env.LIVEKIT_API_SECRET,
    },
    holds,
    all: async (noun) => (await shelves[noun].all()).map(({ object }) => object),
    change: async (noun, id, fields) =>
      void (await shelves[noun].replace(id, { ...(await holds(noun, id)), ...fields })),
    remove: async (noun, id) => void (await shelves[noun].delete(id)),
    clear: async () => {
      for (const shelf of Object.values(shelves)) for (const { id } of await shelf.all()) await shelf.delete(id);
    },
  };
}

function shelvesOf(sip: SipClient): Record<LiveKitNoun, Shelf> {
  const trunks = (list: { sipTrunkId: string }[]) => list.map((object) => ({ id: object.sipTrunkId, object }));
  const rules = (list: SIPDispatchRuleInfo[]) => list.map((object) => ({ id: object.sipDispatchRuleId, object }));
  return {
    InboundTrunk: {
      all: async () => trunks(await sip.listSipInboundTrunk()),
      replace: (id, fields) => sip.updateSipInboundTrunk(id, new SIPInboundTrunkInfo(fields)),
      delete: (id) => sip.deleteSipTrunk(id),
    },
    OutboundTrunk: {
      all: async () => trunks(await sip.listSipOutboundTrunk()),
      replace: (id, fields) => sip.updateSipOutboundTrunk(id, new SIPOutboundTrunkInfo(fields)),
      delete: (id) => sip.deleteSipTrunk(id),
    },
    DispatchRule: {
      all: async () => rules(await sip.listSipDispatchRule()),
      replace: (id, fields) => sip.updateSipDispatchRule(id, new SIPDispatchRuleInfo(fields)),
      delete: (id) => sip.deleteSipDispatchRule(id),
    },
  };
}
