import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, truncate } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { descendants, endAll, treeProblem } from "../engine/process-tree.js";
import { answering, longTimeout, TelephonyStack } from "../engine/telephony-stack.js";
import { ARKENOS, runArkenos } from "../terminal/arkenos.js";

const [ONE, TWO, THREE] = ["+15105550100", "+15105550101", "+12065550200"] as const;

let stack: TelephonyStack;
beforeEach(async () => {
  stack = await TelephonyStack.start({ twilio: { owned: [ONE, TWO] } });
});
afterEach(() => stack?.dispose());

const here = () => ({ cwd: stack.workspace.folder, env: stack.workspace.env });

async function arkenos(...words: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await runArkenos([...words, "--yes"], here());
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.any(String) });
  return stdout;
}

/** Kills the command, the engine and the provider during a call to a cloud, whose effect comes after that. */
async function killDuring(cloud: "twilio" | "livekit", operation: string, ...words: string[]): Promise<void> {
  const call = stack.emulator[cloud].faults.hold(operation);
  const [node, command] = ARKENOS;
  const child = spawn(node, [command, ...words, "--fast", "--yes"], { ...here(), stdio: "ignore" });
  const exit = once(child, "exit");
  await Promise.race([call.arrived, exit.then(() => Promise.reject(new Error(`${words.join(" ")} ended`)))]);
  endAll([child.pid ?? 0, ...(await descendants(child.pid ?? 0))]);
  await exit;
  call.release();
}

const onTrunks = () =>
  stack.emulator.twilio.store.numbers.all(({ trunkSid }) => Boolean(trunkSid)).map(({ phoneNumber }) => phoneNumber);
const answered = () => stack.emulator.livekit.store.inboundTrunks.all().flatMap(({ numbers }) => numbers);
const objects = () => {
  const { livekit, twilio } = stack.emulator;
  const { inboundTrunks, outboundTrunks, dispatchRules } = livekit.store;
  const { trunks, originationUrls, credentialLists, credentials } = twilio.store;
  const shelves = {
    inboundTrunks,
    outboundTrunks,
    dispatchRules,
    trunks,
    originationUrls,
    credentialLists,
    credentials,
  };
  return Object.entries(shelves).flatMap(([name, { size }]) => (size === 0 ? [] : [`${size} ${name}`]));
};
const COMPLETE = ["inboundTrunks", "outboundTrunks", "dispatchRules", "trunks", "originationUrls"]
  .concat("credentialLists", "credentials")
  .map((name) => `1 ${name}`);

describe.skipIf(treeProblem)("a run that writes the state once", longTimeout, () => {
  it("writes the state that the engine writes step by step", async () => {
    await stack.workspace.configure(answering({ [ONE]: {}, [THREE]: { purchase: true } }));
    await arkenos("up");
    const stepwise = await comparable();
    await stack.dispose();
    stack = await TelephonyStack.start({ twilio: { owned: [ONE, TWO] } });
    await stack.workspace.configure(answering({ [ONE]: {}, [THREE]: { purchase: true } }));
    await arkenos("up", "--fast");
    expect(await comparable()).toEqual(stepwise);
    expect(await arkenos("up", "--fast")).toContain("No changes");
    await arkenos("destroy", "--fast");
    expect(objects()).toEqual([]);
  });

  it.each([
    ["twilio", "CreatePhoneNumber"],
    ["twilio", "CreateSipCredential"],
    ["livekit", "CreateSIPOutboundTrunk"],
  ] as const)(
    "is continued from its journal after a kill during %s %s, without what left the config",
    async (cloud, operation) => {
      await stack.workspace.configure(answering({ [ONE]: {}, [TWO]: {}, [THREE]: { purchase: true } }));
      await killDuring(cloud, operation, "up");
      await stack.workspace.configure(answering({ [ONE]: {}, [THREE]: { purchase: true } }));
      expect((await runArkenos(["status"], here())).stdout).toContain("interrupted while it was changing resources");
      await arkenos("provision", "--fast");
      expect([onTrunks().sort(), answered().sort()]).toEqual([
        [THREE, ONE],
        [THREE, ONE],
      ]);
      expect(objects()).toEqual(COMPLETE);
      expect(stack.calls.filter((call) => call.operation === "CreateIncomingPhoneNumber")).toHaveLength(1);
      const [line] = stack.emulator.livekit.store.outboundTrunks.all();
      const { verifyPassword } = stack.emulator.twilio.store;
      expect(verifyPassword.call(stack.emulator.twilio.store, line?.authUsername ?? "", line?.authPassword ?? "")).toBe(
        true,
      );
      expect(await arkenos("up")).toContain("No changes");
    },
  );

  it("is destroyed after the first run was killed, and after the destroy was killed", async () => {
    await stack.workspace.configure(answering({ [ONE]: {}, [TWO]: {} }));
    await killDuring("livekit", "CreateSIPOutboundTrunk", "up");
    await stack.workspace.run("cancel", "--yes");
    await killDuring("twilio", "DeleteTrunk", "destroy");
    await stack.workspace.run("cancel", "--yes");
    await arkenos("destroy");
    expect([objects(), onTrunks()]).toEqual([[], []]);
  });

  it("is continued from its journal if it was killed while it wrote the state", async () => {
    await stack.workspace.configure(answering({ [ONE]: {} }));
    await arkenos("up", "--fast");
    await stack.workspace.configure(answering({ [ONE]: {}, [TWO]: {} }));
    await killDuring("livekit", "UpdateSIPInboundTrunk", "up");
    const stacks = join(stack.workspace.folder, ".state/.pulumi/stacks");
    for (const name of await readdir(stacks, { recursive: true }))
      if (name.endsWith("dev.json")) await truncate(join(stacks, name), 200);
    await stack.workspace.configure(answering({ [ONE]: {} }));
    await arkenos("provision");
    expect([onTrunks(), answered()]).toEqual([[ONE], [ONE]]);
    expect(objects()).toEqual(COMPLETE);
  });
});

/** The resources of the state, without what differs between two runs: ids, times, addresses, passwords, and orders. */
async function comparable(): Promise<unknown> {
  const exported = await stack.workspace.succeed("stack", "export", "--show-secrets");
  const { resources } = (JSON.parse(exported) as { deployment: { resources: { urn: string }[] } }).deployment;
  const isUrns = (value: unknown): value is string[] =>
    Array.isArray(value) && value.every((one) => String(one).startsWith("urn:"));
  const masked = JSON.stringify(resources, (key, value: unknown) => {
    if (["created", "modified", "sourcePosition", "stackTrace", "plaintext"].includes(key)) return "masked";
    return isUrns(value) ? [...value].sort() : value;
  })
    .replace(/\b(TK|CL|CR|OU|PN|AC|BU|AP)[0-9a-f]{32}/g, "$1")
    .replace(/\b(ST|SDR)_\w+/g, "$1")
    .replace(/127\.0\.0\.1:\d+/g, "server")
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "uuid");
  return (JSON.parse(masked) as { urn: string }[]).sort((one, other) => (one.urn < other.urn ? -1 : 1));
}
