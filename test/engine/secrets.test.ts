import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { SipClient } from "livekit-server-sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answering, longTimeout, TelephonyStack } from "./telephony-stack.js";

const ACCOUNT_SID = "AC00000000000000000000000000000001";

/** Every secret of the stack, by its source. */
const PLANTED = {
  livekitApiSecret: "planted-livekit-api-secret-0123456789abc",
  twilioAuthToken: "planted0twilio0auth0token0123456",
  twilioApiSecret: "plantedTwilioApiSecret0123456789",
  agentEnv: "sk-planted-openai-key-0123456789",
  wrongSecret: "planted-wrong-livekit-secret-0123456789a",
  wrongToken: "planted0wrong0auth0token01234567",
  inboundPassword: "planted-inbound-Password-1",
  outboundPassword: "planted-outbound-Password-1",
  credentialPassword: "planted-credential-Password-1",
  /** Set manually in LiveKit's console. */
  driftedPassword: "planted-drifted-Password-1",
  addedPassword: "planted-added-Password-1",
};

describe("secrets", longTimeout, () => {
  let stack: TelephonyStack;
  let printed = "";
  beforeAll(async () => {
    stack = await TelephonyStack.start(
      {
        livekit: { apiSecret: PLANTED.livekitApiSecret },
        twilio: { accounts: [{ sid: ACCOUNT_SID, authToken: PLANTED.twilioAuthToken }], owned: ["+15105550100"] },
      },
      "secrets",
    );
    const { workspace } = stack;
    workspace.hear = (line) => (printed += `${line}\n`);
    workspace.pointAt({
      LIVEKIT_API_SECRET: "",
      TWILIO_AUTH_TOKEN: "",
      INBOUND_PASSWORD: PLANTED.inboundPassword,
      OUTBOUND_PASSWORD: PLANTED.outboundPassword,
      CREDENTIAL_PASSWORD: PLANTED.credentialPassword,
    });
    const { LIVEKIT_API_KEY: livekitApiKey } = stack.emulator.env;
    await workspace.configure({ ...answering({ "+15105550100": {} }), livekitApiKey, outbound: { rotation: "1" } });
    await workspace.setSecret("twilioApiSecret", PLANTED.twilioApiSecret);
    await workspace.setSecret("agentEnv.OPENAI_API_KEY", PLANTED.agentEnv);
    await useCredentials(PLANTED.livekitApiSecret, PLANTED.twilioAuthToken);
  });
  afterAll(() => stack?.dispose());

  async function useCredentials(livekitApiSecret: string, twilioAuthToken: string): Promise<void> {
    await stack.workspace.setSecret("livekitApiSecret", livekitApiSecret);
    await stack.workspace.setSecret("twilioAuthToken", twilioAuthToken);
  }

  it("work in an up that fails partway, and in one that succeeds", async () => {
    const { workspace, emulator } = stack;
    await workspace.succeed("preview", "--diff");
    const sip = new SipClient(emulator.livekit.url, emulator.env.LIVEKIT_API_KEY, PLANTED.livekitApiSecret);
    const { sipTrunkId } = await sip.createSipInboundTrunk("In the way", ["+15105550111"]);
    expect(await workspace.upFails()).toContain("CreateSIPInboundTrunk");
    await sip.deleteSipTrunk(sipTrunkId);
    await workspace.up("--diff");
    expect(await workspace.outputs()).toMatchObject({ passwords: ["[secret]", "[secret]"] });
  });

  it("with wrong values are refused by the clouds", async () => {
    await useCredentials(PLANTED.wrongSecret, PLANTED.wrongToken);
    const { code, output } = await stack.workspace.run("refresh", "--yes", "--skip-preview", "--run-program");
    expect(code).not.toBe(0);
    expect(output).toMatch(/\(401 /);
    await useCredentials(PLANTED.livekitApiSecret, PLANTED.twilioAuthToken);
  });

  it("that somebody changed in the console are detected and restored", async () => {
    const { outboundTrunks } = stack.emulator.livekit.store;
    for (const { sipTrunkId } of outboundTrunks.all())
      outboundTrunks.patch(sipTrunkId, { authPassword: PLANTED.driftedPassword });
    // Without -v: the engine's debug logs (-v=3 and up) contain every secret, whatever program runs.
    expect(await stack.workspace.refresh("--diff")).toMatch(/authPassword.*\[secret\]/);
    await stack.workspace.up("--diff");
    const passwords = outboundTrunks.all().map(({ authPassword }) => authPassword);
    expect(passwords).toEqual(expect.arrayContaining([PLANTED.outboundPassword, expect.stringMatching(/^[\w-]{32}$/)]));
  });

  it("that somebody set on a trunk without one are kept secret in the state, and removed", async () => {
    const { inboundTrunks } = stack.emulator.livekit.store;
    for (const { sipTrunkId } of inboundTrunks.all())
      inboundTrunks.patch(sipTrunkId, { authUsername: "added", authPassword: PLANTED.addedPassword });
    await stack.workspace.refresh("--diff");
    expect(await stack.workspace.state()).not.toContain(PLANTED.addedPassword);
    await stack.workspace.up("--diff");
    expect(inboundTrunks.all().map(({ authPassword }) => authPassword)).not.toContain(PLANTED.addedPassword);
    await stack.workspace.up("--expect-no-changes");
  });

  it("are not in the state's provider text: it is short and constant for each kind", async () => {
    const found = (await stack.workspace.state()).matchAll(/"__provider": ("(?:[^"\\]|\\.)*")/g);
    const texts = [...new Set(Array.from(found, ([, text = ""]) => JSON.parse(text) as string))];
    const nouns = ["Credential", "CredentialList", "DispatchRule", "ElasticTrunk", "InboundTrunk", "NumberAssociation"];
    expect(texts.sort()).toEqual(
      [...nouns, "OriginationUrl", "OutboundTrunk", "TrunkCredentialList"].map(
        (noun) => `exports.handler=()=>require("@arkenos/provider/lifecycle").${noun};`,
      ),
    );
    expect(Math.max(...texts.map((text) => text.length))).toBeLessThanOrEqual(100);
  });

  it("never appear in clear text in the output, exports or files of these runs", async () => {
    const [made] = stack.emulator.livekit.store.outboundTrunks.all(({ name }) => name === "Arkenos Outbound");
    const secrets = { ...PLANTED, generatedPassword: made?.authPassword ?? "none was generated" };
    const exported = await stack.workspace.state();
    await stack.workspace.destroy();
    const places = { printed, exported, ...(await filesBelow(stack.workspace.folder)) };
    const leaks = Object.entries(places).flatMap(([place, text]) =>
      Object.entries(secrets)
        .filter(([, secret]) => formsOf(secret).some((form) => text.includes(form)))
        .map(([name]) => `${name} in ${place}`),
    );
    expect(leaks).toEqual([]);
    expect(printed, "a token that LiveKit echoed").not.toMatch(/eyJ[\w-]+\.eyJ/);
    expect(Object.keys(places).filter((place) => /history|backups/.test(place)).length).toBeGreaterThan(3);
  });
});

/** A secret as plain text, as base64, and in Twilio's authorization header. */
function formsOf(secret: string): string[] {
  return [secret, btoa(secret), btoa(`${ACCOUNT_SID}:${secret}`)];
}

/** All files below a folder with their text, except packages. */
async function filesBelow(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  // From Node 26 on, the packages are listed, too: they are links.
  const files = entries
    .filter((entry) => entry.isFile() && !entry.parentPath.includes("/node_modules/"))
    .map(({ parentPath, name }) => join(parentPath, name));
  const texts = await Promise.all(
    files.map(async (file) => [file.slice(folder.length), await readFile(file, "latin1")]),
  );
  return Object.fromEntries(texts) as Record<string, string>;
}
