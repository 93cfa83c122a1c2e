import { fileURLToPath } from "node:url";
import { cli, ServerOptions } from "@livekit/agents";

cli.runApp(
  new ServerOptions({
    agent: fileURLToPath(new URL("./worker.js", import.meta.url)),
    agentName: "bare-agent",
    host: "127.0.0.1",
    port: Number(process.env["BARE_PORT"]),
    numIdleProcesses: Number(process.env["BARE_IDLE_PROCESSES"]),
    // By default a machine that is busy measuring counts as full.
    loadFunc: async () => 0,
  }),
);
