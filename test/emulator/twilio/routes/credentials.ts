import { notFound, refused } from "../errors.js";
import { get, post, remove } from "../operation.js";
import { v2010List } from "../paging.js";
import { isStrongPassword, passwordDigest } from "../password.js";
import { own, type TwilioRequest } from "../request.js";
import { credentialToWire } from "../wire/credential-list.js";

const LIST = "/2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{CredentialListSid}";
const COLLECTION = `${LIST}/Credentials.json`;
const ITEM = `${LIST}/Credentials/{Sid}.json`;
const MAX_PER_LIST = 1000;
const MAX_USERNAME = 32;

/** Usernames and passwords of a credential list. */
export const credentials = {
  ListSipCredential: get(COLLECTION, (request) => v2010List(request, "credentials", ofList(request), credentialToWire)),

  CreateSipCredential: post(COLLECTION, (request) => {
    const { store, account, form } = request;
    const siblings = ofList(request);
    const username = form.text("Username");
    if (!username || username.length > MAX_USERNAME)
      throw refused(21240, `Username must have 1 to ${MAX_USERNAME} characters`);
    const password = strongPassword(request);
    // Our choice between 21240 and 21243.
    if (siblings.some((sibling) => sibling.username === username))
      throw refused(21243, `Username ${username} already exists in the list`);
    if (siblings.length >= MAX_PER_LIST) throw refused(21242, `Maximum credentials reached for list: ${MAX_PER_LIST}`);
    return credentialToWire(
      store.credentials.insert({
        ...store.entity("CR", account.sid),
        credentialListSid: request.param("CredentialListSid"),
        username,
        passwordDigest: passwordDigest(username, password),
      }),
    );
  }),

  FetchSipCredential: get(ITEM, (request) => credentialToWire(one(request))),

  UpdateSipCredential: post(ITEM, (request) => {
    const { store } = request;
    const { sid, username } = one(request);
    const digest = passwordDigest(username, strongPassword(request));
    return credentialToWire(store.credentials.patch(sid, { passwordDigest: digest, dateUpdated: store.clock.tick() }));
  }),

  DeleteSipCredential: remove(ITEM, (request) => request.store.credentials.delete(one(request).sid)),
};

function ofList(request: TwilioRequest) {
  const list = own(request, request.store.credentialLists, request.param("CredentialListSid"));
  return request.store.credentials.all((credential) => credential.credentialListSid === list.sid);
}

function one(request: TwilioRequest) {
  const credential = own(request, request.store.credentials, request.param("Sid"));
  if (credential.credentialListSid !== request.param("CredentialListSid")) throw notFound(request.path);
  return credential;
}

/** Twilio lists a weak password among the causes of 21240; that it is not 21243 is our choice. */
function strongPassword({ form }: TwilioRequest): string {
  const password = form.text("Password") ?? "";
  if (!isStrongPassword(password))
    throw refused(21240, "Password must have at least 12 characters, mixed case and a digit");
  return password;
}
