import { expect, it, vi } from "vitest";
import { arkenos } from "./terminal.js";

it("starts both clouds, shows how to connect, and stops them at the first interrupt", async () => {
  const interrupt = new AbortController();
  const root = `${import.meta.dirname}/../..`;
  let printed = "";
  const ended = arkenos(["sandbox", "--owned", "+15105550100"], {
    cwd: root,
    signal: interrupt.signal,
    onText: (text) => (printed += text),
  });
  await vi.waitFor(() => expect(printed).toContain("export TWILIO_AUTH_TOKEN="), 30_000);
  const url =
    /export TWILIO_API_URL=(\S+)|export (?:\w*TWILIO\w*URL\w*)=(\S+)/.exec(printed)?.slice(1).find(Boolean) ?? "";
  expect((await fetch(url)).status).toBeGreaterThanOrEqual(200);
  interrupt.abort();
  expect(await ended).toMatchObject({ exitCode: 0, stderr: "" });
  await expect(fetch(url)).rejects.toThrow();
});

it("refuses a number that is not in E.164 format before anything starts", async () => {
  const { exitCode, stderr } = await arkenos(["sandbox", "--owned", "5105550100"]);
  expect({ exitCode, stderr }).toEqual({
    exitCode: 2,
    stderr: 'Error: --owned: "5105550100" is not in E.164 format\n  Write it like +15105550100\n',
  });
});
