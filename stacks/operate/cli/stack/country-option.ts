import { Option } from "@commander-js/extra-typings";

/** `--country`, which every command takes that takes a number. */
export const countryOption = () =>
  new Option(
    "--country <code>",
    "where a number without a country code is at home; default: where the stack's numbers are",
  );
