import { type Search, searchProp } from "@arkenos/provider/clouds";
import { detailText, type Problem } from "@arkenos/provider/problem";
import { read } from "@arkenos/stacks/reading";
import { CommandError } from "../failure/command-error.js";
import { ExitCode } from "../failure/exit-code.js";

/** A search for numbers, as typed. */
export interface SearchFlags {
  readonly country?: string | undefined;
  readonly type?: string | undefined;
  /** `voice,sms` */
  readonly capabilities?: string | undefined;
  readonly areaCode?: string | undefined;
  readonly contains?: string | undefined;
  readonly region?: string | undefined;
  readonly locality?: string | undefined;
  readonly postalCode?: string | undefined;
  /** A number, or `latitude,longitude`. */
  readonly near?: string | undefined;
  /** Miles. */
  readonly distance?: string | undefined;
  /** False: only numbers that need no address. */
  readonly address?: boolean | undefined;
}

/** The flag of each search field. */
const FLAGS: Readonly<Record<string, string>> = {
  areaCode: "area-code",
  inRegion: "region",
  inLocality: "locality",
  inPostalCode: "postal-code",
  nearNumber: "near",
  nearLatLong: "near",
};

/** The search of the flags. @throws CommandError that names invalid flags */
export function searchOf(flags: SearchFlags): Search {
  const { country, type, capabilities, areaCode, contains, region, locality, postalCode, near, distance } = flags;
  const isPlace = near !== undefined && /^-?[\d.]+,\s*-?[\d.]+$/.test(near);
  const wanted = {
    ...{ country: country?.toUpperCase(), type, areaCode, contains },
    ...{ inRegion: region, inLocality: locality, inPostalCode: postalCode },
    ...(capabilities !== undefined && { capabilities: capabilities.split(/[\s,]+/).filter(Boolean) }),
    ...(near !== undefined && { [isPlace ? "nearLatLong" : "nearNumber"]: near.replace(/\s/g, "") }),
    ...(distance !== undefined && { distance: Number(distance) }),
    ...(flags.address === false && { excludeAllAddressRequired: true }),
  };
  const { value, problems } = read(searchProp, defined(wanted));
  if (value) return value;
  const [problem = "", ...more] = problems.map(inFlags);
  throw new CommandError({
    code: "invalid_flag",
    message: problem,
    exitCode: ExitCode.usage,
    details: problems,
    ...(more.length > 0 && { problems: more }),
  });
}

function defined(wanted: object): object {
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
}

function inFlags({ path: [field], ...detail }: Problem): string {
  return `--${FLAGS[String(field)] ?? String(field)} ${detailText(detail)}`;
}
