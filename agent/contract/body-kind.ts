/** How a request's body is encoded. */
export type BodyKind = "json" | "form" | "multipart";

/** The encoding that a content type asks for; undefined if arguments cannot be sent that way. */
export function bodyKind(contentType: string): BodyKind | undefined {
  const [type = ""] = contentType.toLowerCase().split(";");
  if (type.trim() === "application/x-www-form-urlencoded") return "form";
  if (type.trim() === "multipart/form-data") return "multipart";
  return /^application\/([\w!#$&^.+-]+\+)?json$/.test(type.trim()) ? "json" : undefined;
}
