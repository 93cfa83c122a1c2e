import { Option } from "@commander-js/extra-typings";

/** The flags of a number search. As a list, because chaining this many takes the compiler minutes. */
export const searchOptions = (): Option[] => [
  new Option("--country <code>", "two-letter ISO 3166 country code; default: US"),
  new Option("--type <type>", "local, mobile, toll-free, national, …; default: local"),
  new Option("--capabilities <list>", "required capabilities: voice,sms,mms,fax; default: voice"),
  new Option("--area-code <digits>", "US and Canada: three digits"),
  new Option("--contains <pattern>", "digits or letters; * matches one character, % any number"),
  new Option("--region <region>", "US and Canada: state or province, such as CA"),
  new Option("--locality <city>", "city, such as Oakland"),
  new Option("--postal-code <code>", "US and Canada: postal code"),
  new Option("--near <place>", "US and Canada: a number, or latitude,longitude"),
  new Option("--distance <miles>", "radius around --near, 1 to 500; default: 25"),
  new Option("--no-address", "only numbers that need no address"),
];
