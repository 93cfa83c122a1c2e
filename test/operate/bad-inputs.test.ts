import { mkdir, readFile, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { longTimeout, TelephonyStack } from "../engine/telephony-stack.js";
import { arkenosJson } from "../cli/terminal.js";
import { talking } from "../talking.js";

const OWNED = "+15105550100";
const ELSEWHERE = "+15105550101";
const ROUTED = "+15105550102";

/** Nothing listens there. */
const NOWHERE = "http://127.0.0.1:9";

const config = {
  sipDomain: "acme.sip.livekit.cloud",
  agents: {
    reception: { systemPrompt: "You answer for Acme.", ...talking },
    sales: { systemPrompt: "You sell.", ...talking },
  },
  numbers: { [ROUTED]: { agent: "reception" } },
  outbound: { fromNumbers: [ROUTED] },
};

describe("commands with input they cannot use,", longTimeout, () => {
  let stack: TelephonyStack;
  beforeAll(async () => {
    stack = await TelephonyStack.start({ twilio: { owned: [OWNED, ROUTED, ELSEWHERE] } });
    const { store, url } = stack.emulator.twilio;
    const { TWILIO_ACCOUNT_SID = "", TWILIO_AUTH_TOKEN = "" } = stack.emulator.env;
    const authorization = `Basic ${btoa(`${TWILIO_ACCOUNT_SID}:${TWILIO_AUTH_TOKEN}`)}`;
    const body = new URLSearchParams({ FriendlyName: "Legacy" });
    await fetch(`${url}/v1/Trunks`, { method: "POST", headers: { authorization }, body });
    const [legacy] = store.trunks.all();
    const [number] = store.numbers.all(({ phoneNumber }) => phoneNumber === ELSEWHERE);
    store.numbers.patch(number?.sid ?? "", { trunkSid: legacy?.sid ?? "" });
    await stack.workspace.configure(config);
  }, longTimeout.timeout);
  afterAll(() => stack?.dispose());

  const path = () => join(stack.workspace.folder, "Pulumi.dev.yaml");
  const run = async (argv: readonly string[], env: Readonly<Record<string, string>> = {}, name = "dev") => {
    const { env: own, folder: cwd } = stack.workspace;
    const ran = await arkenosJson([...argv, "--stack", name, "--yes"], { env: { ...own, ...env }, cwd });
    expect(ran.stderr).toBe("");
    return { exitCode: ran.exitCode, message: ran.answer.error?.message, next: ran.answer.error?.next };
  };
  /** Runs it, and checks that neither the config nor a cloud changed. */
  const inVain = async (...given: Parameters<typeof run>) => {
    const before = await readFile(path(), "utf8");
    let failure: Awaited<ReturnType<typeof run>> | undefined;
    const calls = await stack.callsOf(async () => void (failure = await run(...given)));
    expect(calls.filter(({ operation, method }) => method !== "GET" && !operation.startsWith("List"))).toEqual([]);
    expect(await readFile(path(), "utf8")).toBe(before);
    expect((await readdir(stack.workspace.folder)).filter((name) => /lock|editor/.test(name))).toEqual([]);
    return failure;
  };

  it.each([
    [
      ["numbers", "assign", "020 7946 0100", "--agent", "reception"],
      '"020 7946 0100" is not in E.164 format',
      /Write \+ and 7 to 15 digits, starting with the country code/,
    ],
    [["numbers", "assign", "(510) 555 01 99", "--agent", "sales"], /does not own \+15105550199/, /numbers buy/],
    [
      ["numbers", "assign", "020 7946 0100", "--country", "GB", "--agent", "sales"],
      /does not own \+442079460100/,
      /numbers buy/,
    ],
    [["numbers", "release", "5105550100", "--country", "XX"], '--country: unknown country "XX"', /US or GB/],
    [["numbers", "release", "tel:1"], '"tel:1" is not in E.164 format', /7 to 15 digits/],
    [["numbers", "assign", OWNED], "Required option '--agent <agent>' not specified", /--help/],
    [["numbers", "assign", OWNED, "--agent", "recepton"], 'Unknown agent "recepton"', /reception, sales/],
    [["numbers", "reassign", ROUTED, "--agent", "nobody"], 'Unknown agent "nobody"', /reception, sales/],
    [["numbers", "buy", "--area-code", "510", "--agent", "nobody"], 'Unknown agent "nobody"', /reception, sales/],
    [["numbers", "buy", "--agent", "sales"], "Neither a number nor search flags were given", /--area-code/],
    [["numbers", "buy", OWNED, "--agent", "sales"], `The account already owns ${OWNED}`, /numbers assign/],
    [["numbers", "buy", "--country", "DE", "--agent", "sales"], /need a local address in DE/, /--address-sid/],
    [["numbers", "assign", "+15105550199", "--agent", "sales"], /does not own \+15105550199/, /numbers buy/],
    [["numbers", "assign", ROUTED, "--agent", "sales"], `${ROUTED} is already answered by reception`, /reassign/],
    [["numbers", "assign", ELSEWHERE, "--agent", "sales"], /\+15105550101 is on trunk TK/, /--move/],
    [["numbers", "reassign", OWNED, "--agent", "sales"], `${OWNED} is not in this stack`, /numbers assign/],
    [["numbers", "release", OWNED], `${OWNED} is not in this stack`, /numbers assign/],
    [
      ["numbers", "release", ROUTED, "--give-back"],
      `${ROUTED} is a caller ID for outbound calls`,
      /without --give-back/,
    ],
    [["numbers", "list", "--state", "lost"], 'Unknown state "lost"', /routed, elsewhere/],
    [["call", "5550177", "--agent", "sales"], '"5550177" is not in E.164 format', /country code/],
    [["call", OWNED, "--agent", "sales", "--ring", "900"], "--ring must be 1 to 80 seconds", undefined],
    [["call", OWNED, "--agent", "sales", "--var", "name"], "--var name has no value", /--var name=value/],
    [["call", OWNED, "--agent", "sales", "--var", "a=1", "--var", "a=2"], "--var a is given twice", undefined],
    [["env"], "The stack dev has not been deployed yet", /arkenos up/],
    [["env", "--format", "shell"], "--format needs --output", /--output/],
    [["env", "--output", ".env", "--lk"], "Choose one destination, not --output and --lk", undefined],
  ])("%j: one sentence, a remedy, exit code 2, nothing changed", async (argv, message, next) => {
    const failure = await inVain(argv);
    expect(failure?.exitCode).toBe(2);
    expect(failure?.message).toMatch(typeof message === "string" ? new RegExp(escape(message)) : message);
    if (next) expect(failure?.next).toMatch(next);
  });

  it("an unknown stack: lists the existing ones", async () => {
    const failure = await inVain(["numbers", "assign", OWNED, "--agent", "sales"], {}, "prod");
    expect(failure).toMatchObject({ exitCode: 2, message: expect.stringContaining('Unknown stack "prod"') });
    expect(failure?.next).toContain("dev");
  });

  it.each([
    ["wrong credentials", { TWILIO_AUTH_TOKEN: "0".repeat(32) }, /20003/],
    ["no network", { TWILIO_API_URL: NOWHERE }, /Twilio did not answer at 127\.0\.0\.1:9/],
  ])("%s: names the owner, exit code 1", async (_, env, message) => {
    expect(await inVain(["numbers", "assign", OWNED, "--agent", "sales"], env)).toMatchObject({
      exitCode: 1,
      message: expect.stringMatching(message),
    });
  });

  it("a config file that another command is editing: names the command, exit code 5", async () => {
    await mkdir(`${path()}.lock`);
    // A lock without a sign of life is taken over after a while, which a busy machine may need to get there.
    const later = new Date(Date.now() + 3_600_000);
    await utimes(`${path()}.lock`, later, later);
    await writeFile(
      join(stack.workspace.folder, ".Pulumi.dev.yaml.editor"),
      `arkenos numbers buy (process 1 on ${hostname()})`,
    );
    const failure = await run(["numbers", "assign", OWNED, "--agent", "sales"]);
    await rm(`${path()}.lock`, { recursive: true });
    expect(failure).toMatchObject({ exitCode: 5, message: expect.stringContaining("edited by arkenos numbers buy") });
  });

  it("invalid YAML: line and column, exit code 2", async () => {
    const sound = await readFile(path(), "utf8");
    await writeFile(path(), `${sound}\n]`);
    expect(await run(["numbers", "assign", OWNED, "--agent", "sales"])).toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/^Pulumi\.dev\.yaml:\d+:\d+: /),
    });
    expect(await readFile(path(), "utf8")).toBe(`${sound}\n]`);
  });
});

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
