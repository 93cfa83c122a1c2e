import { onThisStack } from "../../on-this-stack.js";
import { workerEnvironment, type WorkerVariable } from "../../worker-env/worker-environment.js";
import { CommandError } from "../failure/command-error.js";
import { ExitCode } from "../failure/exit-code.js";
import type { OpenedStack } from "../stack/opened-stack.js";
import type { Context } from "../stack/context.js";

/** The worker's environment of a deployed stack. @throws CommandError if it is not deployed */
export async function workerVariables({ stack, held }: OpenedStack, { io }: Context): Promise<WorkerVariable[]> {
  const { telephony: contract } = await stack.outputs();
  if (contract === undefined) {
    throw new CommandError({
      code: "not_deployed",
      message: `The stack ${stack.name} has not been deployed yet`,
      exitCode: ExitCode.usage,
      next: `Run ${onThisStack("arkenos up")} first`,
    });
  }
  return workerEnvironment({ config: held, env: io.env, contract });
}
