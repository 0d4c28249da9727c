import { z } from "zod";
import { badRequest, notSimulated } from "./errors.js";

/** What goes over the wire. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json | undefined;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What came in as JSON and was checked goes out as it came. */
export function jsonOf(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value));
}

/**
 * Checks a body; the first problem becomes a 400 that names the member. A member that the schema does not have is 501: the service may
 * act on it, and it must not be dropped in silence.
 */
export function parseBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const given = foldNames(schema, body ?? {});
  const [unknown] = unknownMembers(schema, given, "");
  if (unknown !== undefined) throw notSimulated(`The member ${unknown}`);
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw badRequest(`${issue?.path.join(".") || "body"}: ${issue?.message ?? "is not what this operation takes"}`);
}

/** Members that ask for something and are not in the schema. Annotations, nulls, `false` and empty lists ask for nothing. */
function unknownMembers(schema: unknown, value: unknown, where: string): readonly string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return unknownMembers(schema.unwrap(), value, where);
  if (schema instanceof z.ZodArray && Array.isArray(value))
    return value.flatMap((one, index) => unknownMembers(schema.element, one, `${where}${index}.`));
  if (!(schema instanceof z.ZodObject) || typeof value !== "object" || value === null) return [];
  const { shape } = schema;
  return Object.entries(value).flatMap(([name, member]) => {
    if (name.includes("@") || asksForNothing(member)) return [];
    return name in shape ? unknownMembers(shape[name], member, `${where}${name}.`) : [`${where}${name}`];
  });
}

function asksForNothing(member: unknown): boolean {
  return member === null || member === false || (Array.isArray(member) && member.length === 0);
}

/** Gives the members of a body the spelling of its schema: on this API they compare without regard to case (documented). */
function foldNames(schema: unknown, value: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return foldNames(schema.unwrap(), value);
  if (schema instanceof z.ZodArray && Array.isArray(value)) return value.map((one) => foldNames(schema.element, one));
  if (!(schema instanceof z.ZodObject) || typeof value !== "object" || value === null) return value;
  const { shape } = schema;
  const names = new Map(Object.keys(shape).map((name) => [name.toLowerCase(), name]));
  return Object.fromEntries(
    Object.entries(value).map(([given, member]) => {
      const name = names.get(given.toLowerCase()) ?? given;
      return [name, foldNames(shape[name], member)];
    }),
  );
}
