import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { answering, longTimeout, TelephonyStack } from "../engine/telephony-stack.js";
import { ARKENOS } from "../terminal/arkenos.js";
import { KEYS, Terminal } from "../terminal/terminal.js";

const OWNED = "+15105550100";
const BOUGHT = "+12065550200";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

/** A stack whose config asks for a purchase. */
async function stackToBuy(): Promise<TelephonyStack> {
  const stack = await TelephonyStack.start({ twilio: { owned: [OWNED] } });
  open.push({ close: () => stack.dispose() });
  await stack.workspace.configure(answering({ [OWNED]: {}, [BOUGHT]: { purchase: true } }));
  return stack;
}

/** A person types a command. */
function typed({ workspace: { folder: cwd, env } }: TelephonyStack, ...words: string[]): Terminal {
  const terminal = Terminal.open({ command: [...ARKENOS, ...words], cwd, env });
  open.push(terminal);
  return terminal;
}

/** The stack's locks. */
async function locks({ workspace }: TelephonyStack): Promise<string[]> {
  const files = await readdir(join(workspace.folder, ".state", ".pulumi", "locks"), { recursive: true });
  return files.filter((name) => name.endsWith(".json"));
}

const purchases = ({ emulator: { twilio } }: TelephonyStack) =>
  twilio.calls.filter(({ operation }) => operation === "CreateIncomingPhoneNumber").length;

/** Continues after the interrupted run; both numbers ring, and the stack has no changes. */
async function expectProvisionGoesOn(stack: TelephonyStack): Promise<void> {
  const provision = typed(stack, "provision");
  await provision.until("Resume the interrupted run?");
  provision.type("y");
  expect({ exitCode: await provision.ended, screen: await provision.screen() }).toMatchObject({ exitCode: 0 });
  for (const to of [OWNED, BOUGHT]) expect(stack.emulator.dial({ from: "+15105550177", to }).agents).toHaveLength(1);
  expect(purchases(stack)).toBe(1);
  expect(await typed(stack, "preview", "--detailed-exitcode").ended).toBe(0);
}

describe("Ctrl-C during the purchase of a number", longTimeout, () => {
  it("lets the purchase finish, says what was done and how to continue, and leaves no lock", async () => {
    const stack = await stackToBuy();
    const held = stack.emulator.twilio.faults.hold("CreateIncomingPhoneNumber");
    const up = typed(stack, "up", "--yes");
    await held.arrived;
    up.interrupt();
    await up.until("Finishing the calls in progress; press Ctrl-C again to stop immediately");
    held.release();
    expect(await up.ended).toBe(1);
    const screen = await up.screen();
    expect(screen).toMatch(/Error: Stopped\n[^]* {2}- Twilio, phone number \+12065550200: added to the stack\n/);
    expect(screen.replace(/\s+/g, " ")).toMatch(
      / To continue, run arkenos provision: it [^:]* finds what was done, and completes the rest$/,
    );
    expect(await locks(stack)).toEqual([]);
    await expectProvisionGoesOn(stack);
  });

  it("stops at once when it is pressed again, and says what is unknown", async () => {
    const stack = await stackToBuy();
    const held = stack.emulator.twilio.faults.hold("CreateIncomingPhoneNumber");
    const up = typed(stack, "up", "--yes");
    await held.arrived;
    up.interrupt();
    await up.until("Finishing the calls in progress");
    up.interrupt();
    expect(await up.ended).toBe(1);
    expect(await up.screen()).toContain("phone number +12065550200: started; the result is unknown");
    expect(await locks(stack)).toEqual([]);
    // Twilio sells the number although nobody waits for its answer.
    held.release();
    await expectProvisionGoesOn(stack);
  });
});

describe("a question that is not confirmed", longTimeout, () => {
  it.each([
    ["Ctrl-C", KEYS.interrupt, "Error: Canceled; nothing was changed"],
    ["No", KEYS.enter, /^Error: (Canceled; nothing was changed|Nothing was bought)$/],
  ])("with %s changes nothing, and is answered with one sentence", async (_, keys, end) => {
    const stack = await stackToBuy();
    const file = join(stack.workspace.folder, "Pulumi.dev.yaml");
    const before = await readFile(file, "utf8");
    for (const [question, ...words] of [
      ["Apply these changes?", "up"],
      ["Resume the interrupted run?", "provision"],
      ["Buy +12065550201", "numbers", "buy", "+12065550201", "--agent", "reception"],
    ] as const) {
      const terminal = typed(stack, ...words);
      await terminal.until(question);
      terminal.type(keys);
      expect(await terminal.ended, question).toBe(1);
      expect((await terminal.screen()).split("\n").at(-1)).toMatch(end);
    }
    expect(stack.calls.filter(({ operation, method }) => method !== "GET" && !operation.startsWith("List"))).toEqual(
      [],
    );
    expect(await readFile(file, "utf8")).toBe(before);
  });
});
