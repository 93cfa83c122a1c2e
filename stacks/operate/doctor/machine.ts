/** What the doctor needs to know about the machine that it runs on. */
export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly packages: readonly Installed[];
}

/** A package that calls a cloud. */
export interface Installed {
  readonly name: string;
  readonly version: string;
  /** The versions with which the provider was tested. */
  readonly range: string;
}
