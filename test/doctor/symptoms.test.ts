import { describe, expect, it } from "vitest";
import { CATALOG } from "../../stacks/operate/doctor/catalog.js";
import { PROBES } from "../../stacks/operate/doctor/probes/probe.js";
import { SYMPTOMS } from "../../stacks/operate/doctor/symptoms.js";
import { arkenos } from "../cli/terminal.js";

const ids = CATALOG.map(({ id }) => id);

describe.each(SYMPTOMS)("$sees", ({ checks, probes = [], unseen }) => {
  it("is covered by existing checks, or says who can see it instead", () => {
    expect(ids).toEqual(expect.arrayContaining([...checks]));
    expect(PROBES).toEqual(expect.arrayContaining([...probes]));
    expect(checks.length + probes.length > 0 || unseen !== undefined).toBe(true);
  });
});

it("lists each symptom with the check that explains it", async () => {
  const { stdout } = await arkenos(["doctor", "--list"]);
  expect(stdout).toContain("arkenos doctor --only livekit-sip-connected --probe outbound-call=<number>");
  const byChecks = SYMPTOMS.filter(({ checks }) => checks.length > 0).length;
  const byProbesAlone = SYMPTOMS.filter(({ checks, probes }) => checks.length === 0 && probes).length;
  const byNone = SYMPTOMS.length - byChecks - byProbesAlone;
  console.log(
    `${SYMPTOMS.length} symptoms: ${byChecks} found by checks, ${byProbesAlone} by a probe alone, ${byNone} by no check`,
  );
});
