import * as pulumi from "@pulumi/pulumi";
import { afterEach, expect, it, vi } from "vitest";

const EUROPE = {
  EU_LIVEKIT_URL: "wss://acme-eu.livekit.cloud",
  EU_LIVEKIT_API_KEY: "APIeurope",
  EU_LIVEKIT_API_SECRET: "secret-of-europe-51c",
};

afterEach(() => {
  vi.unstubAllEnvs();
});

/** The inputs of the resources that the example registers with these variables, by type. */
async function registeredWith(env: Partial<typeof EUROPE>, config: Record<string, string> = {}) {
  const registered = new Map<string, unknown>();
  const newResource = ({ name, type, inputs }: pulumi.runtime.MockResourceArgs) => {
    registered.set(type, inputs);
    return { id: name, state: {} };
  };
  await pulumi.runtime.setMocks({ newResource, call: () => ({}) }, "acme", "dev");
  pulumi.runtime.setAllConfig(config);
  for (const name of Object.keys(EUROPE)) vi.stubEnv(name, env[name as keyof typeof EUROPE]);
  vi.resetModules();
  try {
    await import("../../stacks/examples/two-accounts/index.js" as string);
  } finally {
    await pulumi.runtime.disconnect();
  }
  return registered;
}

it.each(Object.keys(EUROPE))("two accounts need %s, without which both would be one", async (name) => {
  await expect(registeredWith({ ...EUROPE, [name]: "" })).rejects.toThrow(`${name} is not set`);
});

it("two LiveKit accounts share the Twilio account of the stack's config", async () => {
  const config = { "arkenos:twilioAccountSid": "AC1", "arkenos:twilioAuthToken": "token-of-acme-83d" };
  const registered = await registeredWith(EUROPE, config);
  expect(registered.get("pulumi:providers:pulumi-nodejs")).toMatchObject({
    "arkenos:livekitUrl": EUROPE.EU_LIVEKIT_URL,
    "arkenos:twilioAccountSid": "AC1",
    "arkenos:twilioAuthToken": expect.anything() as unknown,
  });
});
