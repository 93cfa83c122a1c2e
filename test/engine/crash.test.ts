import { resources } from "@arkenos/provider";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { descendants, endAll, treeProblem } from "./process-tree.js";
import { longTimeout, TelephonyStack } from "./telephony-stack.js";

/**
 * The create calls of a program with all 13 kinds of resource, by the number of dependencies. The calls of one row are
 * in flight together when the engine is killed.
 */
const ROWS = [
  ["CreateSIPInboundTrunk", "CreateSipIpAccessControlList", "CreateIncomingPhoneNumber", "CreateIncomingPhoneNumber"],
  ["CreateTrunk", "CreateSIPDispatchRule", "CreateSipIpAddress"],
  ["CreateOriginationUrl", "CreateSipCredentialList", "CreateIpAccessControlList"],
  ["CreateSipCredential", "CreateCredentialList", "CreatePhoneNumber", "CreatePhoneNumber"],
  ["CreateSIPOutboundTrunk"],
];

const OWNED = "+15105550100";

describe.skipIf(treeProblem)(
  treeProblem ?? "after the engine was killed while objects were being made",
  longTimeout,
  () => {
    let stack: TelephonyStack;
    beforeAll(async () => {
      stack = await TelephonyStack.start({ twilio: { owned: [OWNED] } }, "all-kinds");
    });
    afterAll(() => stack?.dispose());

    const made = (operation: string) =>
      stack.calls.filter((call) => call.operation === operation && [200, 201].includes(call.status)).length;
    const count = (row: readonly string[], operation: string) => row.filter((other) => other === operation).length;

    describe.each(ROWS.map((row) => ({ row, names: [...new Set(row)].join(", ") })))("$names", ({ row }) => {
      it("complete in the provider process that survives", async () => {
        const { livekit, twilio } = stack.emulator;
        const held = row.map((operation) => (operation.includes("SIP") ? livekit : twilio).faults.hold(operation));
        const up = stack.workspace.start("up", "--yes", "--skip-preview");
        const endedEarly = up.ended.then(({ output }) => Promise.reject(new Error(output)));
        await Promise.race([Promise.all(held.map(({ arrived }) => arrived)), endedEarly]);
        endedEarly.catch(() => undefined);
        const orphans = await descendants(up.pid);
        await up.crash();
        for (const { release } of held) release();
        try {
          const once = row.map((operation) => count(row, operation));
          await vi.waitFor(() => expect(row.map(made)).toEqual(once), 20_000);
        } finally {
          // The surviving process makes its calls, and then waits for its engine forever.
          endAll(orphans);
        }
      });

      it("leave a lock that cancel removes", async () => {
        expect((await stack.workspace.run("up", "--yes", "--skip-preview")).output).toContain("pulumi cancel");
        await stack.workspace.succeed("cancel", "--yes");
      });
    });

    it("are all found by up, which creates nothing twice", async () => {
      await stack.workspace.up();
      const operations = [...new Set(ROWS.flat())];
      expect(operations.map((name) => [name, made(name)])).toEqual(
        operations.map((name) => [name, count(ROWS.flat(), name)]),
      );
      const { livekit, twilio } = stack.emulator;
      const { inboundTrunks, outboundTrunks, dispatchRules } = livekit.store;
      expect([inboundTrunks, outboundTrunks, dispatchRules].map(({ size }) => size)).toEqual([1, 1, 1]);
      const { trunks, originationUrls, credentialLists, credentials, ipAccessControlLists, ipAddresses } = twilio.store;
      const kinds = [trunks, originationUrls, credentialLists, credentials, ipAccessControlLists, ipAddresses];
      expect(kinds.map(({ size }) => size)).toEqual([1, 1, 1, 1, 1, 1]);
      expect([twilio.store.trunkCredentialLists.size, twilio.store.trunkIpAccessControlLists.size]).toEqual([1, 1]);
    });

    it("bought each number once: the one by name and the one by search", () => {
      const numbers = stack.emulator.twilio.store.numbers.all().map(({ phoneNumber }) => phoneNumber);
      expect(numbers).toEqual(expect.arrayContaining([OWNED, "+12065550200", expect.stringMatching(/^\+1510/)]));
      expect(numbers).toHaveLength(3);
    });

    it("leave a stack that carries calls in both directions", () => {
      const { livekit, twilio } = stack.emulator;
      expect(stack.emulator.dial({ from: "+15105550177", to: OWNED }).agents).toHaveLength(1);
      // The killed run's generated password is lost; both sides got a new one.
      const [trunk] = livekit.store.outboundTrunks.all();
      expect(twilio.store.verifyPassword(trunk?.authUsername ?? "", trunk?.authPassword ?? "")).toBe(true);
    });

    it("leave no diff, for any kind of resource", async () => {
      await stack.workspace.up("--expect-no-changes");
      const state = await stack.workspace.state();
      const kinds = new Set(Array.from(state.matchAll(/"pulumi-nodejs:dynamic\/\w+:(\w+)"/g), ([, noun]) => noun));
      expect([...kinds].sort()).toEqual(Object.keys(resources).sort());
    });
  },
);
