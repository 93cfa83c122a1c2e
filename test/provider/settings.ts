import type { Setting } from "../../provider/settings.js";

/** Settings, as a stack's config holds them. */
export type Settings = Partial<Record<Setting, string>>;
