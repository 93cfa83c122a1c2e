/** An error answer: thrown anywhere, rendered once, in `app.ts`. */
export class TwilioError extends Error {
  override readonly name = "TwilioError";
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** The body of Twilio's answer. */
  body() {
    return {
      code: this.code,
      ...(this.code === UNAUTHENTICATED && { detail: "Your AccountSid or AuthToken was incorrect." }),
      message: this.message,
      more_info: `https://www.twilio.com/docs/errors/${this.code}`,
      status: this.status,
    };
  }
}

const UNAUTHENTICATED = 20003;

/** 401: unauthenticated. */
export function unauthenticated(message = "Authenticate"): TwilioError {
  return new TwilioError(401, UNAUTHENTICATED, message);
}

/** 404. Trunking names the path without its version: `/Trunks/TK… was not found`. */
export function notFound(path: string): TwilioError {
  return new TwilioError(404, 20404, `The requested resource ${path.replace(/^\/v1\//, "/")} was not found`);
}

/** 400 with one of Twilio's codes. Seen live with 21240, 21248 and 21422; for the others the status is our choice. */
export function refused(code: number, message: string): TwilioError {
  return new TwilioError(400, code, message);
}

/** 400: a parameter is missing or malformed. That the code is 20001 is our choice where Twilio documents none. */
export function invalid(parameter: string, problem: string): TwilioError {
  return refused(20001, `Invalid parameter ${parameter}: ${problem}`);
}

/** 501, which Twilio never answers: this emulator does not imitate the operation. */
export function notImitated(what: string): TwilioError {
  return new TwilioError(501, 20501, `${what} is not imitated by this emulator`);
}

const FAULTS: Readonly<Record<number, readonly [code: number, message: string]>> = {
  429: [20429, "Too Many Requests"],
  500: [20500, "Internal Server Error"],
  503: [20503, "Service is unavailable, please try again"],
};

/** An answer of Twilio's edge, before any service received the request. A bad gateway answers with a page, not JSON. */
export function fault(status: number): Response {
  const known = FAULTS[status];
  if (known) return Response.json(new TwilioError(status, ...known).body(), { status });
  return new Response("<html><body><h1>502 Bad Gateway</h1></body></html>", {
    status,
    headers: { "Content-Type": "text/html" },
  });
}
