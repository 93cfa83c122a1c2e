import { Option } from "@commander-js/extra-typings";

/** `--country`, for every command that takes a number. */
export const countryOption = () =>
  new Option(
    "--country <code>",
    "country of a number without a country code; default: the country of the stack's numbers",
  );
