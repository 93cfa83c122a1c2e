import type { Setting } from "../../provider/settings.js";

/** Settings as a stack's config would hold them. */
export type Settings = Partial<Record<Setting, string>>;
