import { shown } from "@arkenos/provider/text";
import Table from "cli-table3";

const PLAIN = {
  ...{ top: "", "top-mid": "", "top-left": "", "top-right": "" },
  ...{ bottom: "", "bottom-mid": "", "bottom-left": "", "bottom-right": "" },
  ...{ left: "", "left-mid": "", mid: "", "mid-mid": "", right: "", "right-mid": "", middle: "  " },
};

/** A table without lines, for people and for `cut` and `awk`. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const style = { "padding-left": 0, "padding-right": 0, head: [], border: [] };
  const grid = new Table({ head: [...head], chars: PLAIN, style });
  grid.push(...rows.map((row) => row.map(shown)));
  return grid
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}
