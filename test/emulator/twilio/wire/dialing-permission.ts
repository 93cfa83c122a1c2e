import type { DialingPermission } from "../entities.js";

/** A country's dialing permissions, as the API returns them; high-risk numbers are never allowed here. */
export function dialingPermissionToWire(permission: DialingPermission) {
  const url = `https://voice.twilio.com/v1/DialingPermissions/Countries/${permission.isoCode}`;
  return {
    iso_code: permission.isoCode,
    name: permission.name,
    continent: permission.continent,
    country_codes: permission.countryCodes,
    low_risk_numbers_enabled: permission.lowRiskNumbersEnabled,
    high_risk_special_numbers_enabled: false,
    high_risk_tollfraud_numbers_enabled: false,
    url,
    links: { highrisk_special_prefixes: `${url}/HighRiskSpecialPrefixes` },
  };
}
