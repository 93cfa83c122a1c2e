export { type Call, type Cloud } from "./cloud.js";
export { type Emulator, type Options, start } from "./emulator.js";
export { type Fault, Faults, type Held } from "./faults.js";
