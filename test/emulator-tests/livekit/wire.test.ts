import { expect, it } from "vitest";
import { startProject } from "./project.js";

const { request } = await startProject();
const badRoute = (msg: string, route: string) => ({
  status: 404,
  type: "application/json",
  body: JSON.stringify({ code: "bad_route", msg, meta: { twirp_invalid_route: route } }),
});

it("only POST has a route", async () => {
  const path = "/twirp/livekit.SIP/ListSIPTrunk";
  expect(await request(path)).toEqual(badRoute('unsupported method "GET" (only POST is allowed)', `GET ${path}`));
});

it.each([
  ["/nope", 404, "404 page not found\n"],
  ["/twirp/livekit.Foo/Bar", 404, "404 page not found\n"],
  // LiveKit Cloud has these; livekit-server does not.
  ["/twirp/livekit.PhoneNumberService/ListPhoneNumbers", 404, "404 page not found\n"],
  ["/twirp/livekit.CloudAgent/ListAgents", 404, "404 page not found\n"],
  ["/", 200, "OK"],
])("%s is answered in plain text", async (path, status, body) => {
  for (const method of ["GET", "POST"])
    expect(await request(path, { method })).toEqual({ status, type: "text/plain; charset=utf-8", body });
});

it.each([
  "/twirp/livekit.Egress/StartEgress",
  "/twirp/livekit.Egress/ListEgress",
  "/twirp/livekit.Ingress/ListIngress",
])("%s is refused as not imitated", async (path) => {
  const { status, body } = await request(path, { method: "POST" });
  expect([status, JSON.parse(body)]).toEqual([
    501,
    { code: "unimplemented", msg: `the emulator does not imitate ${path.split("/").at(-1)}` },
  ]);
});
