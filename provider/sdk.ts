import { createRequire } from "node:module";
import type * as pulumi from "@pulumi/pulumi";

const require = createRequire(import.meta.url);

/**
 * Pulumi's SDK, loaded when a program first makes a resource. A command that only reads the specs
 * does without it, which saves most of the time and memory that such a command takes.
 */
export function sdk(): typeof pulumi {
  return require("@pulumi/pulumi") as typeof pulumi;
}

/** A class that extends one of the SDK's: it is made with its first instance, or when a static member is read. */
export function deferred<Class extends abstract new (...args: never[]) => object>(make: () => Class): Class {
  const standIn = class {};
  let made: Class | undefined;
  const real = () => {
    if (made) return made;
    made = make();
    // Instances of subclasses inherit from the stand-in.
    Object.setPrototypeOf(standIn.prototype, made.prototype as object);
    return made;
  };
  return new Proxy(standIn, {
    construct: (_, args, target) => Reflect.construct(real(), args, target) as object,
    get: (own, key) => Reflect.get(Object.hasOwn(own, key) ? own : real(), key) as unknown,
  }) as unknown as Class;
}
