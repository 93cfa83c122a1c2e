import type { Engine } from "../../engine/engine-source.js";
import { findEngine } from "../../engine/find.js";
import { tell } from "../terminal/tell.js";
import type { Context } from "./context.js";

/** Finds an engine, or builds one, which takes minutes: the person sees that. @throws EngineNotFoundError */
export function engineFor({ io, json }: Context): Promise<Engine> {
  return findEngine({ env: io.env, onSlow: (line) => void (json || tell(io, line)) });
}
