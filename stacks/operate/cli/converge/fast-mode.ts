import type { ProblemDetail } from "@arkenos/provider/problem";
import { isDefaultProvider } from "../../engine/default-provider.js";
import type { EngineStack } from "../../engine/stack.js";
import { backendOf } from "../../engine/state-folder.js";
import { nameIn } from "../../engine/step.js";
import { nounOf } from "../../object-words.js";

/** A resource of a plan or of a state. */
interface AnyResource {
  readonly urn: string;
  readonly type: string;
  /** Empty or undefined for a component. */
  readonly id?: string;
  /** The provider's URN and id. */
  readonly provider?: string;
}

/**
 * Why a run must write the state after each step although `--fast` was given: an object that a killed run created can be
 * found again only if it is of our kinds and on the stack's own accounts. Undefined if it need not.
 */
export function whyNotFast({ folder, env }: EngineStack, resources: readonly AnyResource[]): ProblemDetail | undefined {
  if (backendOf(folder, env)?.url.startsWith("http"))
    return {
      /** `--fast` was given, and the state is not kept in files or a bucket. */
      code: "not_fast",
      message: "--fast has no effect: Pulumi Cloud records each step of a run",
    };
  const foreign = resources.find((resource) => !isFoundAgain(resource));
  if (!foreign) return undefined;
  return {
    /** `--fast` was given, and the program has resources that a run could not find after a kill. */
    code: "not_fast",
    message: `--fast has no effect: if this run were killed, ${nameIn(foreign.urn)} (${foreign.type}) could not be found again`,
  };
}

function isFoundAgain({ type, urn, id = "", provider = "" }: AnyResource): boolean {
  if (type.startsWith("pulumi:providers:")) return isDefaultProvider(urn);
  return (id === "" && provider === "") || (nounOf(type) !== undefined && isDefaultProvider(provider));
}
