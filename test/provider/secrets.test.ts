import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { z } from "zod";
import type { Data } from "../../provider/lifecycle.js";
import { resources } from "../../provider/resources.js";
import { echoingProxy } from "./echoing-proxy.js";
import { fixtureOf } from "./fixtures.js";
import { openWorld } from "./open-world.js";
import { nouns } from "./run.js";
import { skipWaits, waitAgain } from "./waits.js";
import type { World } from "./world.js";

const WRONG = {
  livekitApiSecret: "wr0ng-secret-of-the-project-0123456789",
  twilioAuthToken: "wr0ngwr0ngwr0ngwr0ngwr0ngwr0ng00",
};

let world: World;
let logged: string[];
beforeEach(async () => {
  world = await openWorld();
  logged = [];
  for (const method of ["log", "info", "warn", "error", "debug"] as const) {
    vi.spyOn(console, method).mockImplementation((...words) => void logged.push(words.join(" ")));
  }
});
afterEach(async () => {
  waitAgain();
  vi.restoreAllMocks();
  await world.close();
});

describe.each(nouns)("%s", (noun) => {
  const { spec } = resources[noun];
  const fields: Record<string, z.ZodType> = { ...spec.attrs.shape, ...spec.props.shape };
  const isSecret = (name: string) => fields[name]?.meta()?.secret === true;
  const secretsIn = (data: Data) =>
    Object.keys(data)
      .filter(isSecret)
      .map((name) => String(data[name]))
      .filter(Boolean);
  const ofAccounts = () =>
    [world.settings.livekitApiSecret, world.settings.twilioAuthToken, ...Object.values(WRONG)].map(String);
  const inTheOpen = (data: Data) => JSON.stringify(Object.entries(data).filter(([name]) => !isSecret(name)));

  it("stores no secret in clear text", async () => {
    const run = world.run();
    const { full } = await fixtureOf(noun).prepare(run);
    const made = await run.create(noun, full.props);
    const seen = await world.run().read(noun, made);
    for (const secret of [...secretsIn(made.state), ...secretsIn(seen.state), ...ofAccounts()]) {
      for (const data of [made.inputs, made.state, seen.inputs, seen.state])
        expect(inTheOpen(data)).not.toContain(secret);
    }
  });

  it.each([
    ["refuses the credentials", WRONG],
    ["is not there", { livekitUrl: "ws://127.0.0.1:1", twilioApiUrl: "http://127.0.0.1:1" }],
  ])("shows no secret in errors and output when the cloud %s", async (_what, settings) => {
    const { full } = await fixtureOf(noun).prepare(world.run());
    skipWaits();
    const attempt = world.run(settings).create(noun, full.props);
    const error = await attempt.then(
      () => undefined,
      (thrown: Error) => thrown,
    );
    expect(error?.message).toMatch(/does not accept the credentials|Authenticate|did not answer at 127.0.0.1:1/);
    const shown = [error?.message, error?.stack, JSON.stringify(error), String(error?.cause), ...logged].join("\n");
    for (const secret of [...secretsIn(full.props as Data), ...ofAccounts()]) expect(shown).not.toContain(secret);
    expect(shown).not.toMatch(/Basic |Bearer |eyJ/);
  });

  it.each<[string, (sent: string, json: boolean) => [number, string]]>([
    ["500 as plain text", (sent) => [500, sent]],
    [
      "400 in the cloud's own shape",
      (sent) => [400, JSON.stringify({ code: "invalid_argument", msg: sent, message: sent })],
    ],
    ["502 as a long page that is cut", (sent) => [502, `<html>${"x".repeat(150)}${sent}`]],
    ["200 with an HTML page", (sent) => [200, `${sent}<html>`]],
  ])("shows no secret in errors when a proxy echoes the call in a %s", async (_what, respond) => {
    const { full } = await fixtureOf(noun).prepare(world.run());
    skipWaits();
    const proxy = await echoingProxy(respond);
    const attempt = world.run({ livekitApiUrl: proxy.url, twilioApiUrl: proxy.url }).create(noun, full.props);
    const { message = "it was made" } = (await attempt.catch((thrown: Error) => thrown)) as Error;
    proxy.close();
    expect(message).toMatch(/\((500|400|502|200) ?/);
    const secrets = [...secretsIn(full.props as Data), world.settings.livekitApiSecret, world.settings.twilioAuthToken];
    for (const secret of secrets.map(String)) {
      const middle = btoa(`${secret}xx`).slice(4, 12);
      for (const form of [secret, encodeURIComponent(secret), middle]) expect(message).not.toContain(form);
    }
    expect(message).not.toMatch(/(Basic|Bearer)(%20| )(?!\[secret\])|eyJ[\w-]*\./);
  });
});
