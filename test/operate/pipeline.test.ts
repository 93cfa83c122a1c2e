import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answering, longTimeout } from "../engine/telephony-stack.js";
import { LEGACY, ONE, PipelineStage, TWO } from "../pipeline/pipeline-stage.js";

describe.each(["github", "gitlab"] as const)("the pipeline on %s, with its own commands", longTimeout, (name) => {
  let stage: PipelineStage;
  beforeAll(async () => {
    stage = await PipelineStage.set(name);
    await stage.stack.workspace.configure(answering({ [ONE]: {} }));
  }, longTimeout.timeout);
  afterAll(() => stage?.close());

  const run = (...job: Parameters<PipelineStage["run"]>) => stage.run(...job);
  const rename = (friendlyName: string) => {
    const { trunks } = stage.stack.emulator.twilio.store;
    const [trunk] = trunks.all(({ domainName }) => Boolean(domainName));
    trunks.patch(trunk?.sid ?? "", { friendlyName });
  };
  const deleteOrigination = () => {
    const { originationUrls } = stage.stack.emulator.twilio.store;
    const [origination] = originationUrls.all();
    if (!origination) throw new Error("the trunk has no origination URL");
    originationUrls.delete(origination.sid);
  };
  /** Sends half of the calls to another PBX. @returns a function that undoes it */
  const addOrigination = () => {
    const { originationUrls } = stage.stack.emulator.twilio.store;
    const [origination] = originationUrls.all();
    if (!origination) throw new Error("the trunk has no origination URL");
    const sid = `OU${"9".repeat(32)}`;
    originationUrls.insert({ ...origination, sid, friendlyName: "PBX", sipUrl: "sip:pbx.example" });
    return () => void originationUrls.delete(sid);
  };
  let mend: () => void = () => undefined;

  it("deploys a merge, and the doctor finds it healthy", async () => {
    const { code, log } = await run("up");
    expect({ code, log }).toEqual({
      code: 0,
      log: expect.stringMatching(/9 created, 2 contract changes\.[^]* 0 errors/),
    });
    expect(stage.onTrunk).toEqual([ONE]);
  });

  it("shows a pull request's changes in one comment, and changes nothing", async () => {
    const { workspace } = stage.stack;
    await workspace.configure(answering({ [ONE]: {}, [TWO]: {} }));
    expect(await run("preview")).toMatchObject({ code: 0 });
    expect(stage.comment).toContain(`+ Twilio  ${TWO} on the trunk: to create`);
    expect(stage.comment).toContain(`numbers: ["${ONE}"] → ["${ONE}","${TWO}"]`);

    await workspace.configure(answering({ [ONE]: {} }));
    const { code, log } = await run("preview");
    expect({ code, log }).toEqual({ code: 0, log: expect.stringContaining("No changes: 9 resources match.") });
    expect(stage.comment).not.toContain(TWO);
    expect(stage.comment).toContain(`- ${ONE}: reaches the worker`);
    expect(stage.onTrunk).toEqual([ONE]);
  });

  it("fails a pull request whose up would be refused, and up refuses it before the first write", async () => {
    const { workspace } = stage.stack;
    await stage.giveAway(LEGACY);
    await workspace.configure(answering({ [ONE]: {}, [LEGACY]: {} }));
    const { code, log } = await run("preview");
    expect({ code, log }).toEqual({ code: 1, log: expect.stringContaining('"Legacy", not on this stack') });
    expect(stage.comment).toContain("set move: true");
    const up = await run("up");
    expect(up).toEqual({ code: 1, log: expect.stringMatching(/\+15105550102 on the trunk: .*move/) });

    await workspace.configure(answering({ [ONE]: {} }));
    expect(await run("up")).toMatchObject({ code: 0 });
  });

  it("opens one issue about drift, and updates it while the drift lasts", async () => {
    expect(await run("drift")).toMatchObject({ code: 0 });
    expect(stage.forge.issues).toEqual([]);
    rename("Renamed by hand");
    expect(await run("drift")).toMatchObject({ code: 0 });
    expect(JSON.stringify(stage.forge.issues)).toContain("friendlyName: Arkenos Inbound → Renamed by hand");
    deleteOrigination();
    expect(await run("drift")).toMatchObject({ code: 0 });
    expect(stage.forge.issues).toHaveLength(1);
    expect(JSON.stringify(stage.forge.issues)).toMatch(/origination URL .*: missing/);
  });

  it("does not change the issue when it cannot read the clouds, and fails with the reason", async () => {
    const before = structuredClone(stage.forge.issues);
    const { code, log } = await run("drift", { TWILIO_AUTH_TOKEN: "f".repeat(32) });
    expect({ code, log }).toEqual({
      code: 1,
      log: expect.stringMatching(/Authenticate \(401 20003\)[^]*Neither cloud was changed[^]*drift is unknown/),
    });
    expect(stage.forge.issues).toEqual(before);
  });

  it("fails a merge when calls do not get through: the doctor is its gate", async () => {
    expect(await run("up")).toMatchObject({ code: 0 });
    mend = addOrigination();
    expect(await run("up")).toEqual({ code: 3, log: expect.stringContaining(`${ONE}: a share of its calls (50%)`) });
  });

  it("closes the issue when everything is fixed", async () => {
    rename("Arkenos Inbound");
    mend();
    expect(await run("drift")).toMatchObject({ code: 0 });
    expect(JSON.stringify(stage.forge.issues)).toMatch(/"(state|state_event)":"close/);
  });
});
