#!/usr/bin/env node
// npm links a command only if its file is there when it installs, which is before anything is compiled.
import module from "node:module";

// From 22.8 on Node keeps what it has compiled, and loads the engine's packages in half the time.
module.enableCompileCache?.();
await import("./dist/cli/main.js");
