import type { Model } from "./model.js";
import type { Persona } from "./persona.js";
import { isRealtime } from "./plugin-problem.js";
import type { Kind } from "./plugins.js";

/** A model that a persona names. */
export interface NamedModel {
  /** Where it stands in the persona: `llm`, `fallback.tts[0]`. */
  readonly place: string;
  readonly kind: Kind;
  readonly model: Model;
}

/** All models of a persona: each part's own, then those that take over from it. */
export function modelsOf(persona: Pick<Persona, "stt" | "llm" | "tts" | "fallback">): NamedModel[] {
  return (["stt", "llm", "tts"] as const).flatMap((part): NamedModel[] => {
    const model = persona[part];
    const others = persona.fallback?.[part] ?? [];
    return [
      ...(model === undefined ? [] : [{ place: part, kind: isRealtime(model) ? ("realtime" as const) : part, model }]),
      ...others.map((other, index) => ({ place: `fallback.${part}[${index}]`, kind: part, model: other })),
    ];
  });
}
