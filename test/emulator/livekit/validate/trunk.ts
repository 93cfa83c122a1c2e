import type { InboundTrunk, OutboundTrunk } from "../store.js";
import { GoError, PsrpcError } from "../twirp.js";
import { checkHeaderMaps } from "./headers.js";
import { checkMedia } from "./media.js";

/** Validates an inbound trunk. @throws GoError */
export function checkInboundTrunk(trunk: InboundTrunk): void {
  const { authUsername, authPassword, allowedAddresses, numbers } = trunk;
  if (authUsername === "" && authPassword === "" && allowedAddresses.length === 0 && numbers.length === 0) {
    throw new PsrpcError(
      "invalid_argument",
      "for security, one of the fields must be set: AuthUsername+AuthPassword, AllowedAddresses or Numbers",
    );
  }
  checkMedia(trunk.media);
  checkRingingTimeoutStatus(trunk.ringingTimeoutStatus ?? 0);
  checkHeaderMaps(trunk);
}

/** A release without the field never receives one here. */
function checkRingingTimeoutStatus(status: number): void {
  if (status !== 0 && (status < 400 || status > 699))
    throw new PsrpcError("invalid_argument", `ringing timeout status must be 4xx-6xx, got ${status}`);
}

/** Validates an outbound trunk. @throws GoError */
export function checkOutboundTrunk(trunk: OutboundTrunk): void {
  if (trunk.numbers.length === 0) throw new GoError("no trunk numbers specified");
  if (trunk.address === "") throw new GoError("no outbound address specified");
  checkHost(trunk.address, "trunk address");
  checkHost(trunk.fromHost, "from_host");
  checkHeaderMaps(trunk);
  checkMedia(trunk.media);
}

function checkHost(host: string, field: string): void {
  if (host.includes("transport=")) throw new GoError(`${field} should not contain transport parameter`);
  if (/[@;]|^sips?:/.test(host)) throw new GoError(`${field} should be a hostname or IP, not SIP URI`);
}
