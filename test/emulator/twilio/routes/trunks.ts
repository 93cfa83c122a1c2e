import { checkDomain, giveUpDomain } from "../domains.js";
import type { Trunk } from "../entities.js";
import { invalid, refused } from "../errors.js";
import { get, post, remove } from "../operation.js";
import { v1List } from "../paging.js";
import { given } from "../parameters.js";
import { own, type TwilioRequest } from "../request.js";
import { deleteTrunk } from "../trunk-deletion.js";
import { trunkToWire } from "../wire/trunk.js";

const MAX_TRUNKS = 100;
const MAX_NAME = 64;

/** Elastic SIP trunks. */
export const trunks = {
  ListTrunk: get("/v1/Trunks", (request) => {
    const { store, account } = request;
    return v1List(
      request,
      "trunks",
      store.trunks.all((trunk) => trunk.accountSid === account.sid),
      (trunk) => trunkToWire(store, trunk),
    );
  }),

  CreateTrunk: post("/v1/Trunks", (request) => {
    const { store, account } = request;
    const fields = trunkFields(request);
    if (store.trunks.all((trunk) => trunk.accountSid === account.sid).length >= MAX_TRUNKS)
      throw refused(21244, `Maximum number of trunks reached: ${MAX_TRUNKS}`);
    if (fields.domainName) checkDomain(store, account, fields.domainName);
    // Twilio documents no rule against two trunks with one name, so there is none: our choice.
    return trunkToWire(store, store.trunks.insert({ ...DEFAULTS, ...fields, ...store.entity("TK", account.sid) }));
  }),

  FetchTrunk: get("/v1/Trunks/{Sid}", (request) =>
    trunkToWire(request.store, own(request, request.store.trunks, request.param("Sid"))),
  ),

  UpdateTrunk: post("/v1/Trunks/{Sid}", (request) => {
    const { store, account } = request;
    const trunk = own(request, store.trunks, request.param("Sid"));
    const fields = trunkFields(request);
    if (fields.domainName !== undefined && fields.domainName !== trunk.domainName) {
      if (fields.domainName) checkDomain(store, account, fields.domainName, trunk.sid);
      giveUpDomain(store, trunk);
    }
    return trunkToWire(store, store.trunks.patch(trunk.sid, { ...fields, dateUpdated: store.clock.tick() }));
  }),

  DeleteTrunk: remove("/v1/Trunks/{Sid}", (request) =>
    deleteTrunk(request.store, own(request, request.store.trunks, request.param("Sid")).sid),
  ),
};

const DEFAULTS: Omit<Trunk, "sid" | "accountSid" | "dateCreated" | "dateUpdated"> = {
  friendlyName: null,
  domainName: null,
  disasterRecoveryUrl: null,
  disasterRecoveryMethod: null,
  transferMode: "disable-all",
  transferCallerId: "from-transferee",
  secure: false,
  cnamLookupEnabled: false,
  symmetricRtpEnabled: false,
  recording: { mode: "do-not-record", trim: "do-not-trim" },
};

function trunkFields({ form }: TwilioRequest) {
  const friendlyName = form.clearable("FriendlyName");
  if (friendlyName && friendlyName.length > MAX_NAME)
    throw refused(20002, `Invalid FriendlyName: longer than ${MAX_NAME} characters`);
  const disasterRecoveryUrl = form.clearable("DisasterRecoveryUrl");
  if (disasterRecoveryUrl && !/^https?:\/\/\S+$/.test(disasterRecoveryUrl))
    throw invalid("DisasterRecoveryUrl", "not an http or https URL");
  return given({
    friendlyName,
    domainName: form.clearable("DomainName"),
    disasterRecoveryUrl,
    disasterRecoveryMethod: form.clearableOneOf("DisasterRecoveryMethod", ["GET", "POST"]),
    transferMode: form.oneOf("TransferMode", ["disable-all", "enable-all", "sip-only"]),
    transferCallerId: form.oneOf("TransferCallerId", ["from-transferee", "from-transferor"]),
    secure: form.boolean("Secure"),
    cnamLookupEnabled: form.boolean("CnamLookupEnabled"),
  });
}
