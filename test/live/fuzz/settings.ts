import type { Draw, Value } from "./draw.js";

/** The draws that trunks and rules share. */
export interface Settings {
  readonly duration: Value;
  readonly encryption: Value;
  readonly media: Value;
  readonly headers: Value;
  readonly headersToAttributes: Value;
  readonly attributesToHeaders: Value;
  readonly headerOptions: Value;
  readonly listUpdate: Value;
}

/** The settings that trunks and rules share, valid and invalid. */
export function settingsOf(draw: Draw): Settings {
  const { random } = draw;
  const duration = draw.oneOf(...durations);
  const encryption = draw.oneOf(...encryptions);
  const mapping = () => [random.pick(["X-A", "x b", "from", ""]), random.pick(["a", ""])] as const;
  return {
    duration,
    encryption,
    media: () =>
      draw.message({
        only_listed_codecs: [0.3, draw.oneOf(true, false, "true")],
        codecs: [0.4, draw.someOf(codecs, 2)],
        encryption: [0.4, encryption],
        media_timeout: [
          0.3,
          () => (random.chance(0.6) ? random.pick(["30s", "0s", "-1s", "601s", "600s"]) : duration()),
        ],
      }),
    headers: () =>
      random.chance(0.7) ? Object.fromEntries([[random.pick(headerNames), random.pick(headerValues)]]) : {},
    headersToAttributes: () => Object.fromEntries([mapping()]),
    attributesToHeaders: () => Object.fromEntries([[...mapping()].reverse()]),
    headerOptions: draw.oneOf("SIP_ALL_HEADERS", 1, "x", 5),
    listUpdate: () =>
      draw.message({
        set: [0.35, draw.someNumbers],
        add: [0.3, draw.someNumbers],
        remove: [0.3, draw.someNumbers],
        clear: [0.15, () => true],
      }),
  };
}

const headerNames = [
  ...["X-A", "X-B", "x-é", "to", "t", "From", "", "X A", "Via", "content-length", "CONTACT", "x\u007fy"],
  "a".repeat(256),
];
const headerValues = ["", "v", "a\nb", "é", "z".repeat(1025), "tab\t", "\u007f"];

const durations = [
  ...["30s", "0s", "1.5s", "-1s", "601s", "600s", "600.000000001s", "5", 5, "+1s", ".5s", "1.s", "1.0000000001s"],
  ...["s", "-0.5s", "999999999999s", "1 s", "01s", null, "1m"],
];

const encryptions = [
  ...["SIP_MEDIA_ENCRYPT_DISABLE", "SIP_MEDIA_ENCRYPT_ALLOW", "SIP_MEDIA_ENCRYPT_REQUIRE"],
  ...[0, 1, 2, 9, "NOPE", "1", null, 1.5, -1],
];

const codecs = [
  ...[{ name: "PCMU", rate: 8000 }, { name: "a b" }, { name: "a/b" }, {}, null],
  ...["16000", -1, 1.5, "1e3", 4_294_967_295, 4_294_967_296].map((rate) => ({ name: "x", rate })),
];
