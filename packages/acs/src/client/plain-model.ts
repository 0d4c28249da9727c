import type { CompositeMapperType, Mapper, Serializer } from "@azure/core-client";

/** What the vendor's serializer does with the values of one mapper, where that is no more than to copy them. */
export interface PlainModel {
  /** Whether the serializer would only copy `value`, reading it as well as writing it: nothing to convert, to fill in or to find wrong. */
  fits(value: unknown): boolean;
  /** A value that fits, as the serializer has it written: JSON in the order of the mapper, without what the mapper does not know. */
  write(value: unknown): string;
}

type Models = Serializer["modelMappers"];

/**
 * Reads a mapper once, so that its values need none any more: the serializer looks up the type of every value with up to ten regular
 * expressions, which is most of what the short way saves. A kind of value that no verb sends or is sent never fits, and is left to the serializer.
 */
export function plainModel(mapper: Mapper, models: Models): PlainModel {
  const { type, isConstant, defaultValue, nullable, constraints, readOnly } = mapper;
  if (isConstant || defaultValue !== undefined || nullable !== undefined || constraints || readOnly) return neverPlain;
  switch (type.name) {
    case "String":
      return { fits: (value) => typeof value === "string", write: text };
    case "Boolean":
      return asItIs((value) => typeof value === "boolean");
    case "Number":
      return asItIs((value) => typeof value === "number");
    case "Dictionary":
      return { fits: (value) => isRecord(value) && Object.keys(value).length === 0, write: () => "{}" };
    case "Sequence":
      return list(plainModel(type.element, models));
    case "Composite":
      return composite(type, models);
    default:
      return neverPlain;
  }
}

const neverPlain = asItIs(() => false);

function asItIs(fits: PlainModel["fits"]): PlainModel {
  return { fits, write: (value) => JSON.stringify(value) };
}

/** What is the same in JSON, but for the quotes. The ticket of an incoming call is 8 KB of it, which `JSON.stringify` takes 13 µs for. */
const plainText = /^[ !#-[\]-~]*$/;

function text(value: unknown): string {
  return typeof value === "string" && plainText.test(value) ? `"${value}"` : JSON.stringify(value);
}

function list({ fits, write }: PlainModel): PlainModel {
  return {
    fits: (value) => Array.isArray(value) && value.every(fits),
    write: (value) => (Array.isArray(value) ? `[${value.map(write).join()}]` : JSON.stringify(value)),
  };
}

interface Property {
  readonly name: string;
  readonly wireName: string;
  readonly required: boolean;
  readonly model: PlainModel;
}

function composite(type: CompositeMapperType, models: Models): PlainModel {
  const named: Mapper | undefined = type.className === undefined ? undefined : models[type.className];
  const whole = named?.type.name === "Composite" ? named.type : type;
  if (whole.polymorphicDiscriminator || whole.additionalProperties || whole.uberParent) return neverPlain;
  const properties = Object.entries(whole.modelProperties ?? {}).map(([name, mapper]): Property => {
    const { serializedName: wireName = name, required = false } = mapper;
    return { name, wireName, required, model: plainModel(mapper, models) };
  });
  // A dot is a level of its own on the wire, and no name at all a page of a list.
  if (properties.some(({ wireName }) => wireName === "" || wireName.includes("."))) return neverPlain;
  return {
    fits: (value) => isRecord(value) && properties.every((property) => propertyFits(property, value)),
    write(value) {
      if (!isRecord(value)) return JSON.stringify(value);
      let members = "";
      for (const { name, model } of properties) {
        const own = value[name];
        if (own === undefined) continue;
        members += `${members && ","}"${name}":${own === null ? "null" : model.write(own)}`;
      }
      return `{${members}}`;
    },
  };
}

function propertyFits(
  { name, wireName, required, model }: Property,
  value: Readonly<Record<string, unknown>>,
): boolean {
  const own = value[name];
  if (name !== wireName) return own === undefined && value[wireName] === undefined;
  return own === undefined || own === null ? !required : model.fits(own);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
