import { llm, log, voice } from "@livekit/agents";
import type { AudioFrame } from "@livekit/rtc-node";
import type { Persona } from "../contract/persona.js";
import type { LiveCall } from "./live-call.js";
import { readRecording } from "./recording.js";

/** Sample rate of LiveKit's player, in Hz. */
const MIXED_RATE = 48_000;
/** Volume of the background sound, relative to speech. */
const BACKGROUND_VOLUME = 0.3;
/** How long a tool runs before the hold sound starts, in milliseconds. */
const HOLD_AFTER_MS = 1_000;

/** The background sound of a call, and the hold sound while a tool runs. */
export class Sounds {
  #player: voice.BackgroundAudioPlayer | undefined;
  #hold: AudioFrame[] | undefined;

  /** Starts the background sound. Sounds that cannot be played are logged and skipped. */
  async start({ ctx, persona, env }: Pick<LiveCall, "ctx" | "persona" | "env">): Promise<void> {
    const { backgroundSound, holdSound } = persona;
    // The console has a single audio channel, which the agent uses.
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

  /** Wraps a persona's tools so that the hold sound plays while they run. A warm transfer plays its own hold audio. */
  withHoldSound(tools: readonly llm.ToolContextEntry[], persona: Pick<Persona, "tools">): llm.ToolContextEntry[] {
    const isWarm = persona.tools.some((tool) => tool.type === "transfer_call" && tool.mode === "warm");
    return tools.map((tool) => {
      if (tool instanceof llm.Toolset) return this.#wrapToolset(tool, persona);
      if (!llm.isFunctionTool(tool) || (isWarm && tool.name === "transfer_call")) return tool;
      const { execute } = tool;
      return { ...tool, execute: (...args: Parameters<typeof execute>) => this.#during(() => execute(...args)) };
    });
  }

  /** A toolset lists its tools when the session starts. */
  #wrapToolset(set: llm.Toolset, persona: Pick<Persona, "tools">): llm.Toolset {
    const setup = set.setup.bind(set);
    set.setup = (context) =>
      setup({ ...context, updateTools: (tools) => context.updateTools(this.withHoldSound(tools, persona)) });
    return set;
  }

  async #during<T>(work: () => Promise<T>): Promise<T> {
    let playing: voice.PlayHandle | undefined;
    const timer = setTimeout(() => {
      if (this.#hold !== undefined) playing = this.#player?.play(forever(this.#hold));
    }, HOLD_AFTER_MS);
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
