import { notFound } from "../errors.js";
import { get } from "../operation.js";
import { v1List } from "../paging.js";
import { dialingPermissionToWire } from "../wire/dialing-permission.js";

/** The countries that may be called. The Console changes it, so here only the store does. */
export const dialingPermissions = {
  ListDialingPermissionsCountry: get("/v1/DialingPermissions/Countries", (request) => {
    const [iso, code] = [request.query.text("IsoCode"), request.query.text("CountryCode")];
    const found = request.store.dialingPermissions.all(
      ({ isoCode, countryCodes }) =>
        (iso === undefined || isoCode === iso) && (code === undefined || countryCodes.includes(`+${code}`)),
    );
    const items = found.map((permission) => ({ ...permission, sid: permission.isoCode }));
    return v1List(request, "content", items, dialingPermissionToWire, "https://voice.twilio.com");
  }),

  FetchDialingPermissionsCountry: get("/v1/DialingPermissions/Countries/{IsoCode}", ({ store, param, path }) => {
    const permission = store.dialingPermissions.get(param("IsoCode"));
    if (!permission) throw notFound(path);
    return dialingPermissionToWire(permission);
  }),
};
