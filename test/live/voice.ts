import {
  AudioFrame,
  AudioSource,
  AudioStream,
  LocalAudioTrack,
  type RemoteTrack,
  Room,
  RoomEvent,
  TrackPublishOptions,
  TrackSource,
} from "@livekit/rtc-node";
import { AccessToken } from "livekit-server-sdk";
import { shareAt, sine } from "./caller/tone.js";
import type { LiveStack } from "./stack/live-stack.js";
import { until } from "./stack/until.js";

const RATE = 48_000;
const FRAME_MS = 100;

/** Two codecs in a row keep at least this share of a tone. */
const CLEARLY = 0.7;

/** A participant that plays a tone until it leaves, and listens. */
export class Voice {
  readonly #room: Room;
  readonly #source: AudioSource;
  #heard: Int16Array = new Int16Array();
  #humming = true;
  #listening = false;
  #hum: Promise<void> = Promise.resolve();

  private constructor(room: Room, source: AudioSource) {
    this.#room = room;
    this.#source = source;
  }

  /** Joins a room and plays a tone. */
  static async join({ env }: LiveStack, roomName: string, frequency: number): Promise<Voice> {
    const token = new AccessToken(env.LIVEKIT_API_KEY, env.LIVEKIT_API_SECRET, { identity: `hums-${frequency}` });
    token.addGrant({ roomJoin: true, room: roomName });
    const room = new Room();
    const voice = new Voice(room, new AudioSource(RATE, 1));
    room.on(RoomEvent.TrackSubscribed, (track) => void voice.#listen(track));
    await room.connect(env.LIVEKIT_URL, await token.toJwt(), { autoSubscribe: true, dynacast: false });
    const track = LocalAudioTrack.createAudioTrack("hum", voice.#source);
    await room.localParticipant?.publishTrack(
      track,
      new TrackPublishOptions({ source: TrackSource.SOURCE_MICROPHONE }),
    );
    voice.#hum = voice.#humOn(sine(frequency, FRAME_MS, RATE));
    return voice;
  }

  /** Waits until it hears the others in the room. */
  async listens(): Promise<void> {
    await until("sound in the room", () => this.#listening);
  }

  /** Waits until it hears this tone from the others in the room. */
  async hears(frequency: number): Promise<void> {
    await until(`${frequency} Hz in the room`, () => shareAt(frequency, this.#heard, RATE) > CLEARLY);
  }

  /** Leaves. */
  async leave(): Promise<void> {
    this.#humming = false;
    await this.#hum;
    await this.#source.close();
    await this.#room.disconnect();
  }

  // 100 ms contain whole periods of every multiple of 10 Hz, so frames join without a click.
  async #humOn(samples: Int16Array): Promise<void> {
    while (this.#humming) await this.#source.captureFrame(new AudioFrame(samples, RATE, 1, samples.length));
  }

  async #listen(track: RemoteTrack): Promise<void> {
    for await (const frame of new AudioStream(track, RATE, 1)) {
      this.#listening = true;
      this.#heard = frame.data.slice();
    }
  }
}
