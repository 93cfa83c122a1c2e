import { warmProblem } from "@arkenos/agent/transfer-tool";
import type { Problem } from "@arkenos/provider/problem";
import type { Draft } from "../schema/reading.js";
import type { Config } from "./config-schema.js";

/** Warm transfers that the stack does not support. */
export function transferProblems(
  { agents = {}, numbers = {}, outbound }: Draft<Config>,
  livekitUrl: string | undefined,
): Problem[] {
  if (livekitUrl === undefined) return [];
  const { enabled = true, fromNumbers = Object.keys(numbers) } = outbound ?? {};
  const canDial = enabled && fromNumbers.length > 0;
  return Object.entries(agents).flatMap(([id, persona]) =>
    (persona?.tools ?? []).flatMap((tool, index) => {
      const detail = tool.type === "transfer_call" ? warmProblem(tool, { livekitUrl, canDial }) : undefined;
      return detail === undefined ? [] : [{ path: ["agents", id, "tools", index, "mode"], ...detail }];
    }),
  );
}
