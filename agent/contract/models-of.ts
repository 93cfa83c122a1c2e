import type { Model } from "./model.js";
import type { Persona } from "./persona.js";
import { isRealtime } from "./plugin-problem.js";
import type { Kind } from "./plugins.js";

/** A model of a persona. */
export interface NamedModel {
  /** Its path in the persona: `["llm"]`, `["fallback", "tts", 0]`. */
  readonly path: readonly PropertyKey[];
  readonly kind: Kind;
  readonly model: Model;
}

/** All models of a persona: for each part the first model, then its fallbacks. */
export function modelsOf(persona: Pick<Persona, "stt" | "llm" | "tts" | "fallback">): NamedModel[] {
  return (["stt", "llm", "tts"] as const).flatMap((part): NamedModel[] => {
    const model = persona[part];
    const others = persona.fallback?.[part] ?? [];
    return [
      ...(model === undefined ? [] : [{ path: [part], kind: isRealtime(model) ? ("realtime" as const) : part, model }]),
      ...others.map((other, index) => ({ path: ["fallback", part, index], kind: part, model: other })),
    ];
  });
}
