import { SipClient } from "livekit-server-sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answered, arkenos, arkenosJson } from "../cli/terminal.js";
import { answering, longTimeout, TelephonyStack } from "../engine/telephony-stack.js";

const ONE = "+15105550100";
const TWO = "+15105550101";

let stack: TelephonyStack;
beforeAll(async () => {
  stack = await TelephonyStack.start({ twilio: { owned: [ONE, TWO] } });
  await stack.workspace.configure(answering({ [ONE]: {} }));
  await stack.workspace.up();
}, longTimeout.timeout);
afterAll(() => stack?.dispose());

const here = () => ({ cwd: stack.workspace.folder, env: stack.workspace.env });
const changesOf = ({ changes }: Answered) =>
  (changes as { op: string; name: string; fields: object[] }[])
    .map(({ op, name, fields }) => ({ op, name, fields }))
    .sort((one, other) => one.name.localeCompare(other.name));

describe("a preview", longTimeout, () => {
  it.each<[string, number, readonly string[], object]>([
    ["a rename", 5, [ONE], { namePrefix: "New" }],
    ["a change of the trunk alone", 1, [ONE], { namePrefix: "New", trunk: { cnamLookupEnabled: true } }],
    ["an additional number", 3, [ONE, TWO], { namePrefix: "New", trunk: { cnamLookupEnabled: true } }],
  ])("of %s shows what up does, field by field, and nothing else", async (_, count, numbers, config) => {
    const answered = answering(Object.fromEntries(numbers.map((number) => [number, {}])));
    await stack.workspace.configure({ ...answered, ...config });
    const preview = await arkenosJson(["preview"], here());
    expect(preview.stdout).not.toMatch(/04da6b54|known after up|\[secret\]/);
    const up = await arkenosJson(["up", "--yes"], here());
    expect(changesOf(preview.answer)).toEqual(changesOf(up.answer));
    expect(changesOf(up.answer)).toHaveLength(count);
    expect((await arkenos(["preview", "--detailed-exitcode"], here())).exitCode).toBe(0);
  });
});

describe("the age of the last refresh", longTimeout, () => {
  it("is shown, and a refresh updates it", async () => {
    expect((await arkenos(["preview"], here())).stdout).toMatch(/\nThe clouds have not been read into the state yet; /);
    await arkenos(["refresh"], here());
    const { answer } = await arkenosJson(["preview"], here());
    expect(Date.now() - Date.parse(String(answer.readAt))).toBeLessThan(120_000);
    expect(answer.text).toMatch(/\nThe clouds were last read at 20\d\d-.* UTC; use --refresh to read them again\.$/);
  });

  it("does not matter with --refresh: preview shows manual changes, and up reverts them", async () => {
    const [trunk] = stack.emulator.twilio.store.trunks.all();
    stack.emulator.twilio.store.trunks.patch(trunk?.sid ?? "", { cnamLookupEnabled: false });
    expect((await arkenos(["preview", "--detailed-exitcode"], here())).exitCode).toBe(0);
    const preview = await arkenos(["preview", "--detailed-exitcode", "--refresh"], here());
    expect(preview.exitCode).toBe(4);
    expect(preview.stdout).toContain("    cnamLookupEnabled: false → true\n");
    expect(preview.stdout).toContain("Both clouds were read just now.");
    expect((await arkenos(["up", "--yes", "--refresh"], here())).exitCode).toBe(0);
    expect(stack.emulator.twilio.store.trunks.all()).toMatchObject([{ cnamLookupEnabled: true }]);
  });
});

describe("provision", longTimeout, () => {
  it("continues after somebody deleted a LiveKit trunk, and the number is answered again", async () => {
    const { LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = stack.emulator.env;
    const sip = new SipClient(stack.emulator.livekit.url, LIVEKIT_API_KEY, LIVEKIT_API_SECRET);
    const [trunk] = await sip.listSipInboundTrunk();
    await sip.deleteSipTrunk(trunk?.sipTrunkId ?? "");
    await stack.workspace.configure({ ...answering({ [ONE]: {} }), namePrefix: "New" });
    const { exitCode, answer } = await arkenosJson(["provision", "--yes"], here());
    expect({ exitCode, error: answer.error }).toEqual({ exitCode: 0, error: undefined });
    expect(stack.emulator.dial({ from: "+15105550177", to: ONE }).agents).toHaveLength(1);
  });
});
