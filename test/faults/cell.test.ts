import { describe, expect, it } from "vitest";
import { Random } from "../live/fuzz/random.js";
import { type ActCall, type Cell, cellsOf, FAULTS, idOf, KILLS, ordered } from "./cell.js";

const call = (operation: string, nth = 1): ActCall => ({
  cloud: operation.includes("SIP") ? "livekit" : "twilio",
  operation,
  nth,
});
const cells = [
  ...cellsOf("up", [call("CreateTrunk"), call("CreateTrunk", 2), call("ListSIPInboundTrunk"), call("ListTrunk")]),
  ...cellsOf("destroy", [call("DeleteTrunk"), call("DeleteSIPTrunk")]),
];
const seen = (chosen: readonly Cell[], trait: (cell: Cell) => string) => new Set(chosen.map(trait)).size;

describe("the matrix", () => {
  it("has every call with every fault and every kill once; only Twilio's lists lag", () => {
    expect(new Set(cells.map(idOf)).size).toBe(cells.length);
    expect(cells).toHaveLength(4 * 4 * 7 + 2 * 4 * 6);
    expect(cells.filter(({ fault, call: { cloud } }) => fault === "lag" && cloud === "livekit")).toEqual([]);
  });

  it("has the same order for the same seed, and a different one for another", () => {
    const order = (seed: number) => ordered(cells, [], new Random(seed)).map(idOf);
    expect(order(7)).toEqual(order(7));
    expect(order(7)).not.toEqual(order(8));
    expect(order(7).toSorted()).toEqual(cells.map(idOf).toSorted());
  });

  it.each([1, 2, 3, 4, 5])("covers every fault, kill and operation with its first cells (seed %i)", (seed) => {
    const first = ordered(cells, [], new Random(seed)).slice(0, 14);
    expect(seen(first, ({ fault }) => fault)).toBe(Object.keys(FAULTS).length);
    expect(seen(first, ({ kill }) => kill)).toBe(KILLS.length);
    expect(seen(first, ({ call: { operation } }) => operation)).toBe(5);
  });

  it("continues with the cells that earlier runs did not play", () => {
    const played = ordered(cells, [], new Random(1)).filter(({ fault }) => fault !== "hang");
    const left = cells.filter((cell) => !played.includes(cell));
    expect(seen(ordered(left, played, new Random(1)), ({ fault }) => fault)).toBe(1);
    const withFew = cells.filter(({ fault }) => fault !== "drop");
    const [next] = ordered(cells, withFew, new Random(1));
    expect(next?.fault).toBe("drop");
  });
});
