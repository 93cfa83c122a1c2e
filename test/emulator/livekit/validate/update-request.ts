import { checkRequest, GoError } from "../twirp.js";

/** The change of a stored object: all of it, or some fields. */
export type Action<Info, Update> =
  | { readonly case: "replace"; readonly value: Info }
  | { readonly case: "update"; readonly value: Update }
  | { readonly case: undefined; readonly value?: undefined };

/** Validates an update before the object is looked up. @throws TwirpError */
export function checkUpdateRequest<Info, Update>(
  noun: "trunk" | "rule",
  id: string,
  action: NoInfer<Action<Info, Update>>,
  checks: {
    idOf(info: Info): string;
    replace(info: Info): void;
    update(update: Update): void;
  },
): void {
  checkRequest(() => {
    if (id === "") throw new GoError(`${noun} id must be set`);
    if (action.case === undefined) throw new GoError("missing or unsupported update action");
    if (action.case === "update") return checks.update(action.value);
    const given = checks.idOf(action.value);
    if (given !== "" && given !== id)
      throw new GoError(`${noun} id in the info must be empty or match the id in the update`);
    checks.replace(action.value);
  });
}
