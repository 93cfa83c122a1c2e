import { isSecret } from "@arkenos/provider/values/markers";

type Props = Readonly<Record<string, unknown>>;

/** Whether a value is secret, or contains a secret. */
export function hasSecret(value: unknown): boolean {
  if (isSecret(value)) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(hasSecret);
}

/** The props that are not secret. */
export function clearProps(props: Props = {}): Props {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => !hasSecret(value)));
}
