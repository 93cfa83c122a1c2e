/** The package has no types; of all that it is we use GitLab's schema. */
declare module "gitlab-ci-local/src/schema/schema.js" {
  export const schema: Record<string, unknown>;
}
