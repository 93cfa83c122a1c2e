/** The letters of LiveKit's ids, in ascending order (`utils/guid/id.go` of livekit/protocol: shortuuid). */
export const alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const length = 12;

/**
 * What an id names: `ST` a trunk of either direction, `SDR` a dispatch rule, `RM` a room, `AD` an agent dispatch,
 * `PA` a participant, `TR` a track, `SCL` a call.
 */
export type Prefix = "ST" | "SDR" | "RM" | "AD" | "PA" | "TR" | "SCL";

/** Generates ids in LiveKit's format: deterministic and ascending, so that a listing keeps the order of creation. */
export class Ids {
  #count = 0;
  #announced: string[] = [];

  /** The id of the next object. */
  next(prefix: Prefix): string {
    return this.#announced.shift() ?? `${prefix}_${digits(++this.#count)}`;
  }

  /** Sets the next object's id, so that a recorded session with a real server can be replayed. */
  announce(id: string): void {
    this.#announced.push(id);
  }

  /** The number of ids so far. */
  get count(): number {
    return this.#count;
  }

  /** Continues after this many ids. */
  reset(count = 0): void {
    this.#count = count;
    this.#announced = [];
  }
}

function digits(count: number): string {
  let text = "";
  for (let rest = count; rest > 0; rest = Math.floor(rest / alphabet.length)) {
    text = alphabet.charAt(rest % alphabet.length) + text;
  }
  return text.padStart(length, alphabet.charAt(0));
}
