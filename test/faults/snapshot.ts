import { type Clouds, idOf, objectsIn } from "../engine/objects.js";

/** Differs between runs: dates and generated secrets. */
const FLEETING = /^(dateCreated|dateUpdated|createdAt|updatedAt|passwordDigest|authPassword)$/;

/**
 * The objects of both clouds, one per line, without what differs between runs. Two runs that created the same objects
 * have equal snapshots.
 */
export function snapshotOf(clouds: Clouds): string[] {
  const everything = [...objectsIn(clouds), ...clouds.twilio.store.numbers.all()];
  const plain = (key: string, value: unknown) =>
    FLEETING.test(key) ? undefined : typeof value === "bigint" ? String(value) : value;
  return withNames(
    clouds,
    everything.map((item) => JSON.stringify(item, plain)),
  );
}

/** Lines with names in place of ids, and a termination domain's series in place of the domain; sorted. */
export function withNames(clouds: Clouds, lines: readonly string[]): string[] {
  const everything = [...objectsIn(clouds), ...clouds.twilio.store.numbers.all()];
  const names = new Map(everything.map((item) => [idOf(item), nameOf(item)]));
  return lines
    .map((line) => line.replace(/\b(ST_|SDR_|[A-Z]{2}0)\w+/g, (id) => names.get(id) ?? id))
    .map((line) => line.replace(/-\d+(?=\.pstn\.twilio\.com)/g, ""))
    .sort();
}

function nameOf(item: object): string {
  const { phoneNumber, friendlyName, name, username } = item as Record<string, unknown>;
  return `<${String(phoneNumber ?? friendlyName ?? name ?? username ?? "nameless")}>`;
}
