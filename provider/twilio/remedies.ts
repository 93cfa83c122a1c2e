/**
 * What to do about Twilio's error codes. Only codes are matched, because Twilio changes its texts.
 *
 * @see https://www.twilio.com/docs/api/errors
 */
export const REMEDIES: Readonly<Record<string, string>> = {
  "10001": "The account is not active; see its balance and status in the console",
  "10002": "Trial accounts do not include SIP trunking; upgrade the account",
  "20003":
    "Check twilioAccountSid with twilioAuthToken, or twilioApiKey with twilioApiSecret; test credentials do not work for trunking",
  "20005": "The account is not active; see its balance and status in the console",
  "20008": "Test credentials do not work here; use the account's credentials",
  "21235": "Give the list another friendlyName, or the address another list",
  "21236": "Detach the IP access control list from every trunk and SIP domain that uses it",
  "21237": "Create a second IP access control list",
  "21239": "The account has 100 credential lists; delete one that nothing uses",
  "21240":
    "Give the list another friendlyName, or the credential a username of at most 32 characters and a password of at least 12 with lowercase and uppercase letters and a digit",
  "21241": "Detach the credential list from every trunk and SIP domain that uses it",
  "21242": "The list has 1,000 credentials; create a second one",
  "21244": "The account has 100 trunks; delete one that nothing uses",
  "21248":
    "Twilio blocks the domain of a deleted trunk for up to 30 days, and each domain belongs to only one Twilio account; choose another domainName, or leave it out",
  "21249": "A trunk has at most 10 origination URLs; delete one",
  "21404": "Trial accounts have one number; upgrade the account",
  "21422": "The number is not for sale; search for another one",
  "21421": "Write the number in E.164, such as +15105550100",
  "21452": "No number is for sale in that area code; try another one",
  "21615": "The number needs an address in its own area; set addressSid",
  "21631": "The number needs an address; set addressSid",
  "21634": "A number of the trunk has emergency calling; remove that first",
  "21649": "The number needs a regulatory bundle; set bundleSid",
  "21650": "The number needs a verified identity; set identitySid",
  "21651": "The identity does not satisfy the regulation of the number's country; set another identitySid",
  "22300": "Twilio does not allow this account to buy such numbers; contact Twilio support",
};
