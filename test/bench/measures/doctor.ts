import { atMost, type Measure } from "../figure.js";
import { someNumbers, withStack } from "../lab.js";
import { runArkenos } from "../../terminal/arkenos.js";

/** Twilio's largest page. */
const PAGE = 1000;
/** Makes a process report its CPU time when it ends, in microseconds. */
const TELLING = `data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => { const { user, system } = process.cpuUsage(); console.error(`cpu ${user + system}`); });',
)}`;

/** The cost of checking a large, healthy stack. */
export const doctor: Measure = {
  name: "doctor",
  measure: ({ large }) =>
    withStack("telephony", { numbers: someNumbers(large) }, async ({ emulator: { livekit, twilio }, workspace }) => {
      await workspace.up();
      const before = livekit.calls.length + twilio.calls.length;
      const env = { ...workspace.env, NODE_OPTIONS: `--import=${TELLING}` };
      const ran = await runArkenos(["doctor", "--json", "--stack", "dev"], { cwd: workspace.folder, env });
      const microseconds = /^cpu (\d+)$/m.exec(ran.stderr)?.[1];
      if (ran.exitCode !== 0 || microseconds === undefined)
        throw new Error(`the stack is not well:\n${ran.stdout}${ran.stderr}`);
      const calls = livekit.calls.length + twilio.calls.length - before;
      return [
        atMost(Math.ceil(large / PAGE) * 2 + 20, `calls of doctor, ${large} numbers`, calls, "calls"),
        atMost(2, `CPU time of doctor, ${large} numbers`, Number(microseconds) / 1_000_000, "s"),
      ];
    }),
};
