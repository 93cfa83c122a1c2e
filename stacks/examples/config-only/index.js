export * from "@arkenos/stacks/main";
