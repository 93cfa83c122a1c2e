import { afterEach, describe, expect, it } from "vitest";
import { treeProblem } from "../engine/process-tree.js";
import { answering, longTimeout, TelephonyStack } from "../engine/telephony-stack.js";
import { type Left, runArkenos } from "../terminal/arkenos.js";

const OWNED = "+15105550100";
const BOUGHT = "+12065550200";

let stack: TelephonyStack;
afterEach(() => stack?.dispose());

describe("two people who continue after one killed run", longTimeout, () => {
  it.skipIf(treeProblem)("do not collide: one is refused at once, and the other deploys", async () => {
    stack = await TelephonyStack.start({ twilio: { owned: [OWNED] } });
    const { workspace, emulator } = stack;
    await workspace.configure(answering({ [OWNED]: {}, [BOUGHT]: { purchase: true } }));
    const purchase = emulator.twilio.faults.hold("CreateIncomingPhoneNumber");
    const up = workspace.start("up", "--yes", "--skip-preview");
    await Promise.race([purchase.arrived, up.ended.then(({ output }) => Promise.reject(new Error(output)))]);
    await up.crash();

    // The killed run's call is in flight until one of them has ended, so the other cannot finish first.
    const provision = (): Promise<Left> =>
      runArkenos(["provision", "--yes"], { cwd: workspace.folder, env: workspace.env });
    const both = [provision(), provision()];
    const refused = await Promise.race(both);
    expect(refused).toMatchObject({ exitCode: 5, stdout: "" });
    expect(refused.stderr).toMatch(
      /^Error: Another arkenos provision is running on this stack\n {2}- \S+@\S+, process \d+\n {2}Wait for it to finish, then run this again if necessary\n$/,
    );
    purchase.release();

    const [done] = (await Promise.all(both)).filter((left) => left !== refused);
    expect(done).toMatchObject({ exitCode: 0 });
    expect(done?.stdout).toContain("Removed the lock of a killed run");
    expect(emulator.twilio.store.numbers.all(({ phoneNumber }) => phoneNumber === BOUGHT)).toHaveLength(1);
    for (const to of [OWNED, BOUGHT]) expect(emulator.dial({ from: "+15105550177", to }).agents).toHaveLength(1);
    expect((await provision()).stdout).toContain("No changes");
  });
});
