import { cli, ServerOptions } from "@livekit/agents";
import { ProblemError, ProblemsError } from "../contract/problem.js";
import { routingSource } from "../routing/routing.js";
import { PhoneWorker } from "./serve.js";
import { WORKER } from "./server-options.js";
import { readSettings } from "./settings.js";

const USAGE = `arkenos-agent start      answer the stack's numbers
arkenos-agent dev        the same, with readable logs and without draining
arkenos-agent console    talk to the persona ARKENOS_AGENT_ID without a phone, through lk

It reads the routing table from ARKENOS_STACK_OUTPUTS, and LIVEKIT_API_KEY and LIVEKIT_API_SECRET.`;

/** Exit codes of a process that a signal ended. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;

const [command] = process.argv.slice(2);
if (command === "start" || command === "dev") await work(command === "start").catch(fail);
else if (command === "console") cli.runApp(new ServerOptions({ agent: WORKER }));
else {
  console.log(USAGE);
  process.exitCode = command === undefined || /^(-h|--help|help)$/.test(command) ? 0 : 2;
}

async function work(production: boolean): Promise<void> {
  const worker = await PhoneWorker.open(routingSource(process.env), readSettings(process.env), production);
  for (const [signal, code] of Object.entries(SIGNALS)) {
    process.once(signal, () => {
      // A second signal exits at once.
      process.once(signal, () => process.exit(code));
      void stop(worker, production).finally(() => process.exit(code));
    });
  }
  await worker.run();
}

async function stop(worker: PhoneWorker, production: boolean): Promise<void> {
  if (production) await worker.drain().catch(print);
  await worker.close().catch(print);
}

/** Prints errors that the operator can fix as one sentence, and any other error with its stack. */
function print(error: unknown): void {
  const isKnown = error instanceof ProblemError || error instanceof ProblemsError;
  console.error(isKnown ? error.message : error);
}

function fail(error: unknown): never {
  print(error);
  process.exit(1);
}
