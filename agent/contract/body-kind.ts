/** What a request's body is written as. */
export type BodyKind = "json" | "form" | "multipart";

/** What a content type has the arguments written as, or undefined where they cannot be. */
export function bodyKind(contentType: string): BodyKind | undefined {
  const [type = ""] = contentType.toLowerCase().split(";");
  if (type.trim() === "application/x-www-form-urlencoded") return "form";
  if (type.trim() === "multipart/form-data") return "multipart";
  return /^application\/([\w!#$&^.+-]+\+)?json$/.test(type.trim()) ? "json" : undefined;
}
