import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeMachine } from "../engine/fake-machine.js";
import { findParts, MissingPartsError } from "../live/stack/find.js";
import { parts } from "../live/stack/parts.js";

const { livekitServer } = parts;
const VERSION = /\d+\.\d+\.\d+/.exec(livekitServer.name)?.[0] ?? "";

describe("the parts of the live stack", () => {
  let machine: FakeMachine;
  let said: string[];
  beforeEach(async () => {
    machine = await FakeMachine.start();
    said = [];
    for (const [name, value] of Object.entries(machine.env)) vi.stubEnv(name, value);
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await machine.stop();
  });

  const find = () => findParts(parts, (line) => said.push(line));

  it("missing on a bare machine are all named at once, each with a remedy", async () => {
    const error: unknown = await find().catch((problem: unknown) => problem);
    expect(error).toBeInstanceOf(MissingPartsError);
    const { message } = error as MissingPartsError;
    for (const { name } of Object.values(parts)) expect(message).toContain(`${name} was not found`);
    expect(message).toContain("apt-get and dpkg are not on PATH: this is no Debian");
    expect(message).toContain("go is not on PATH");
    expect(message).toContain("Install Go 1.21 or newer");
    expect(message).toContain("the headers of opus, opusfile, soxr");
  });

  it("are found on PATH, and each step is announced first", async () => {
    const install = (name: string, version: string) => machine.script(`${machine.bin}/${name}`, `echo ${version}`);
    await install("redis-server", "7.0.15");
    await install("livekit-server", VERSION);
    await install("livekit-sip", "0.0.1");
    const found = await find();
    expect(Object.values(found).map(({ path }) => path)).toEqual(
      ["redis-server", "livekit-server", "livekit-sip"].map((name) => `${machine.bin}/${name}`),
    );
    expect(said.filter((line) => line.startsWith("Looking for"))).toHaveLength(3);
  });

  it("reject a livekit-server of another version than the one the sandbox imitates, because the two are compared", async () => {
    await machine.script(`${machine.bin}/livekit-server`, "echo 0.0.1");
    await expect(findParts({ livekitServer }, () => undefined)).rejects.toThrow(`"0.0.1", and ${VERSION} is needed`);
  });
});
