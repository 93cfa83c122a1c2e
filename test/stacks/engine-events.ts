import { outcomeText } from "../../stacks/operate/cli/converge/outcome-text.js";
import { EventCollector } from "../../stacks/operate/engine/outcome.js";

/** An engine event. */
export type Event = Parameters<EventCollector["add"]>[0];
type Inputs = Record<string, unknown>;

/** A finished step on a resource of any type. */
export function endedOn(
  { op, type, name, id = "X1" }: { op: string; type: string; name: string; id?: string },
  old: Inputs | undefined,
  now: Inputs | undefined,
): Event {
  const urn = `urn:pulumi:dev::acme::${type}::${name}`;
  const state = (inputs: Inputs) => ({ type, urn, id, parent: "", inputs, outputs: inputs, provider: "" });
  const metadata = {
    ...{ op: op as never, urn, type, provider: "" },
    ...(old && { old: state(old) }),
    ...(now && { new: state(now) }),
  };
  return { sequence: 0, timestamp: 0, resOutputsEvent: { metadata } };
}

/** A finished step on a telephony object: `twilio:ElasticTrunk`. */
export function ended(op: string, type: string, name: string, old: Inputs | undefined, now: Inputs | undefined): Event {
  return endedOn({ op, type: `pulumi-nodejs:dynamic/${type}`, name }, old, now);
}

/** The text that a person reads after these events. */
export function textOf(events: readonly Event[], tense: "will" | "done" | "drift" = "done"): string[] {
  const collector = new EventCollector({ drift: tense === "drift" });
  for (const event of events) collector.add(event);
  return outcomeText(collector.outcome, tense).split("\n");
}
