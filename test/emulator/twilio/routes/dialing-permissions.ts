import { notFound } from "../errors.js";
import { get } from "../operation.js";
import { dialingPermissionToWire } from "../wire/dialing-permission.js";

/** Which countries may be called. The Console changes it, so only the store does here. */
export const dialingPermissions = {
  FetchDialingPermissionsCountry: get("/v1/DialingPermissions/Countries/{IsoCode}", ({ store, param, path }) => {
    const permission = store.dialingPermissions.get(param("IsoCode"));
    if (!permission) throw notFound(path);
    return dialingPermissionToWire(permission);
  }),
};
