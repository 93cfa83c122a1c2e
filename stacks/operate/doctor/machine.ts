/** What the doctor has to know of the machine it runs on. */
export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly packages: readonly Installed[];
}

/** A package that speaks to a cloud. */
export interface Installed {
  readonly name: string;
  readonly version: string;
  /** The versions that the provider was tested with. */
  readonly range: string;
}
