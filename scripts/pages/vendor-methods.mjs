import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { parseSync } from "oxc-parser";
import { at } from "../lib/files.mjs";
import { nodes } from "../rules/project.mjs";

/** The classes of the ACS client, in the order of the page, by the files that declare them. */
const classes = {
  CallAutomationClient: "callAutomationClient.d.ts",
  CallConnection: "callConnection.d.ts",
  CallMedia: "callMedia.d.ts",
  CallRecording: "callRecording.d.ts",
};

/** @returns {readonly string[]} every public method of the ACS client, such as `CallMedia.play`, as the vendor declares them */
export function acsMethods() {
  const client = createRequire(at("packages", "simulator", "package.json")).resolve(
    "@azure/communication-call-automation",
  );
  return Object.entries(classes).flatMap(([name, file]) =>
    publicMethods(readFileSync(join(dirname(client), file), "utf8"), name),
  );
}

/**
 * @param {string} text of a file of declarations
 * @param {string} className
 * @returns {readonly string[]}
 */
export function publicMethods(text, className) {
  const declared = [...nodes(parseSync("client.d.ts", text).program)].find(
    ({ type, id }) => type === "ClassDeclaration" && Object(id).name === className,
  );
  /** @type {readonly unknown[]} */
  const members = Object(Object(declared).body).body ?? [];
  const names = members.flatMap((member) => {
    const { type, kind, accessibility, key } = Object(member);
    const isPublic = type === "MethodDefinition" && kind === "method" && (accessibility ?? "public") === "public";
    return isPublic ? [`${className}.${Object(key).name}`] : [];
  });
  // One with several signatures is one method.
  return [...new Set(names)];
}
