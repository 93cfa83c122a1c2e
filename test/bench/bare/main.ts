import { fileURLToPath } from "node:url";
import { cli, ServerOptions } from "@livekit/agents";

cli.runApp(
  new ServerOptions({
    agent: fileURLToPath(new URL("./worker.js", import.meta.url)),
    agentName: "bare-agent",
    host: "127.0.0.1",
    port: Number(process.env["BARE_PORT"]),
    numIdleProcesses: Number(process.env["BARE_IDLE_PROCESSES"]),
    // By default, the load of a benchmark counts as a full machine.
    loadFunc: async () => 0,
  }),
);
