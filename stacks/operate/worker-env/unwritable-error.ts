/** A variable that the chosen format cannot hold, and what to do instead; the value is not shown. */
export class UnwritableError extends Error {
  readonly remedy: string;

  constructor(problem: string, remedy: string) {
    super(problem);
    this.name = "UnwritableError";
    this.remedy = remedy;
  }
}
