import { llm, log, voice } from "@livekit/agents";
import type { AudioFrame } from "@livekit/rtc-node";
import type { Persona } from "../contract/persona.js";
import type { LiveCall } from "./live-call.js";
import { readRecording } from "./recording.js";

/** What LiveKit's player mixes at, in samples a second. */
const MIXED_RATE = 48_000;
/** A background is heard behind what is said. */
const BACKGROUND_VOLUME = 0.3;
/** A tool that is done sooner is not bridged by a sound, in milliseconds. */
const BRIDGE_MS = 1_000;

/** The sounds of a call beside what is said: behind it, and while a tool is at work. */
export class Sounds {
  #player: voice.BackgroundAudioPlayer | undefined;
  #hold: AudioFrame[] | undefined;

  /** Begins to play. A sound that cannot be played is logged, and missed. */
  async start({ ctx, persona, env }: Pick<LiveCall, "ctx" | "persona" | "env">): Promise<void> {
    const { backgroundSound, holdSound } = persona;
    // A console has one line for sound, and the agent speaks on it.
    if (ctx.isFakeJob || (backgroundSound ?? holdSound) === undefined) return;
    try {
      const behind = backgroundSound && forever(readRecording(backgroundSound, env, MIXED_RATE));
      this.#hold = holdSound ? readRecording(holdSound, env, MIXED_RATE) : undefined;
      const player = new voice.BackgroundAudioPlayer(
        behind ? { ambientSound: { source: behind, volume: BACKGROUND_VOLUME } } : {},
      );
      await player.start({ room: ctx.room });
      ctx.addShutdownCallback(() => player.close());
      this.#player = player;
    } catch (error) {
      log().error({ problem: String(error) }, "The sounds of the call cannot be played");
    }
  }

  /** Tools of a persona that are heard to be at work. A warm transfer plays its own hold audio. */
  bridged(tools: readonly llm.ToolContextEntry[], persona: Pick<Persona, "tools">): llm.ToolContextEntry[] {
    const isWarm = persona.tools.some((tool) => tool.type === "transfer_call" && tool.mode === "warm");
    return tools.map((tool) => {
      if (tool instanceof llm.Toolset) return this.#bridgedSet(tool, persona);
      if (!llm.isFunctionTool(tool) || (isWarm && tool.name === "transfer_call")) return tool;
      const { execute } = tool;
      return { ...tool, execute: (...args: Parameters<typeof execute>) => this.#during(() => execute(...args)) };
    });
  }

  /** A set gets its tools when the session starts. */
  #bridgedSet(set: llm.Toolset, persona: Pick<Persona, "tools">): llm.Toolset {
    const setup = set.setup.bind(set);
    set.setup = (context) =>
      setup({ ...context, updateTools: (tools) => context.updateTools(this.bridged(tools, persona)) });
    return set;
  }

  async #during<T>(work: () => Promise<T>): Promise<T> {
    let playing: voice.PlayHandle | undefined;
    const timer = setTimeout(() => {
      if (this.#hold !== undefined) playing = this.#player?.play(forever(this.#hold));
    }, BRIDGE_MS);
    try {
      return await work();
    } finally {
      clearTimeout(timer);
      playing?.stop();
    }
  }
}

async function* forever(frames: readonly AudioFrame[]): AsyncGenerator<AudioFrame> {
  while (frames.length > 0) yield* frames;
}
