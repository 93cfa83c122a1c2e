/** The letters of LiveKit's ids, in ascending order (`utils/guid/id.go` of livekit/protocol: shortuuid). */
export const alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const length = 12;

/**
 * What an id names: `ST` a trunk of either direction, `SDR` a dispatch rule, `RM` a room, `AD` an agent dispatch,
 * `PA` a participant, `TR` a track, `SCL` a call.
 */
export type Prefix = "ST" | "SDR" | "RM" | "AD" | "PA" | "TR" | "SCL";

/** Makes ids in LiveKit's form: deterministic, and ascending, so that a listing keeps the order of creation. */
export class Ids {
  #count = 0;
  #announced: string[] = [];

  /** The id of the next object. */
  next(prefix: Prefix): string {
    return this.#announced.shift() ?? `${prefix}_${digits(++this.#count)}`;
  }

  /** Gives the next object this id, so that a recorded session with a real server can be replayed. */
  announce(id: string): void {
    this.#announced.push(id);
  }

  /** How many there have been. */
  get count(): number {
    return this.#count;
  }

  /** Starts over, after as many ids as there have been. */
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
