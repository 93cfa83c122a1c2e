#!/usr/bin/env node
// npm links a command only if its file exists at installation, which is before anything is compiled.
import module from "node:module";

// Node 22.8 and newer keep what they have compiled.
module.enableCompileCache?.();
await import("./dist/bundle/main.js");
