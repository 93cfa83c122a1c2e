/** The package has no types; we use only its copy of GitLab's schema. */
declare module "gitlab-ci-local/src/schema/schema.js" {
  export const schema: Record<string, unknown>;
}
