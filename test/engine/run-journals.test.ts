import { appendFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { RunJournals } from "../../stacks/operate/engine/run-journals.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "arkenos-journals-"));
  await writeFile(join(folder, "Pulumi.yaml"), "name: acme\nruntime: nodejs\n");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const of = (name: string) =>
  new RunJournals({ folder, name, env: { PULUMI_HOME: join(folder, "home"), PULUMI_BACKEND_URL: "file://~" } });

it("the journal of a killed run is left for its stack, and that of a run in progress is not", async () => {
  const journal = await of("dev").begin();
  expect(await of("dev").left()).toEqual([]);
  await journal.leave();
  expect((await of("dev").left()).map(({ log }) => log)).toEqual([journal.log]);
  expect(await of("prod").left()).toEqual([]);
});

it("a process that began later than a writer of its number is another one", async () => {
  const journal = await of("dev").begin();
  await writeFile(`${journal.log}.writers`, JSON.stringify([{ pid: process.pid, since: "2020-01-01T00:00:00Z" }]));
  expect(await of("dev").left()).toHaveLength(process.platform === "linux" ? 1 : 0);
});

it("a list of writers that a power failure cut off counts as empty, since no process survived it", async () => {
  const journal = await of("dev").begin();
  await writeFile(`${journal.log}.writers`, "");
  expect((await of("dev").left()).map(({ log }) => log)).toEqual([journal.log]);
  await journal.note(process.pid);
  expect(await of("dev").left()).toEqual([]);
});

it("an event whose line was cut off does not count", async () => {
  const journal = await of("dev").begin();
  await appendFile(journal.log, '{"sequence":1,"timestamp":0}\n{"sequence":2,"time');
  expect(await journal.events()).toEqual([{ sequence: 1, timestamp: 0 }]);
});

it("a run that is refused does not touch the journal of another", async () => {
  const journal = await of("dev").begin();
  await appendFile(journal.log, '{"sequence":1,"timestamp":0}\n');
  await journal.leave();
  const refused = await of("dev").begin();
  await refused.end();
  expect(await (await of("dev").left())[0]?.events()).toHaveLength(1);
});
