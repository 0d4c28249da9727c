import { createSerializer, type Mapper } from "@azure/core-client";
import { expect, test } from "vitest";
import { plainModel } from "./plain-model.js";

const string: Mapper = { type: { name: "String" } };
const composite = (modelProperties: Readonly<Record<string, Mapper>>, more: object = {}): Mapper => ({
  type: { name: "Composite", modelProperties: named(modelProperties), ...more },
});
/** On the wire a property has its own name unless it says another. */
const named = (properties: Readonly<Record<string, Mapper>>) =>
  Object.fromEntries(Object.entries(properties).map(([name, mapper]) => [name, { serializedName: name, ...mapper }]));

const models: Readonly<Record<string, Mapper>> = {
  Person: composite({ name: { ...string, required: true }, nick: string }),
  Shape: composite({ kind: string }, { polymorphicDiscriminator: { serializedName: "kind", clientName: "kind" } }),
  Circle: composite({ kind: string }, { uberParent: "Shape" }),
};
const person: Mapper = { type: { name: "Composite", className: "Person" } };

const mappers: Readonly<Record<string, Mapper>> = {
  string,
  boolean: { type: { name: "Boolean" } },
  number: { type: { name: "Number" } },
  date: { type: { name: "DateTime" } },
  bytes: { type: { name: "ByteArray" } },
  "one of some words": { type: { name: "Enum", allowedValues: ["a"] } },
  constant: { ...string, isConstant: true },
  "filled in": { ...string, defaultValue: "d" },
  "no longer than": { ...string, constraints: { MaxLength: 1 } },
  "no null": { ...string, nullable: false },
  dictionary: { type: { name: "Dictionary", value: string } },
  "list of words": { type: { name: "Sequence", element: string } },
  "list of people": { type: { name: "Sequence", element: person } },
  person,
  shape: { type: { name: "Composite", className: "Shape" } },
  circle: { type: { name: "Composite", className: "Circle" } },
  "read only": composite({ a: { ...string, readOnly: true } }),
  renamed: composite({ a: { ...string, serializedName: "b" } }),
  deeper: composite({ a: { ...string, serializedName: "b.a" } }),
  page: composite({ a: { type: { name: "Sequence", element: string }, serializedName: "" } }),
  open: composite({ a: string }, { additionalProperties: string }),
  whole: composite({
    who: person,
    at: { type: { name: "DateTime" } },
    people: { type: { name: "Sequence", element: person } },
  }),
};

const values: readonly unknown[] = [
  ...'a|é|👋|\ud800|"|\\|\n|\u2028|true|c'.split("|"),
  ...[1, -0.5, Number.NaN, true, [], ["a"], ["a", 'b"'], [null], [undefined], {}],
  ...[{ name: "n" }, { nick: "x", name: "n" }, { name: null }, { name: "n", nick: null }, { name: "n", other: 1 }],
  ...[{ a: "x" }, { b: "x" }, { b: { a: "x" } }, { a: ["x"] }, { kind: "Shape" }, [{ name: "n" }], [{}], { a: 7 }],
  ...[
    { who: { nick: "x", name: "n" }, people: [{ name: "1" }, { name: "2" }] },
    { people: [null] },
    { at: new Date(0) },
    { at: "x" },
  ],
];

const serializer = createSerializer({ ...models, discriminators: {} });

test.each(Object.entries(mappers))("%s: what fits is written and read as the serializer does", (_name, mapper) => {
  const { fits, write } = plainModel(mapper, models);
  for (const value of values.filter(fits)) {
    expect(write(value)).toBe(JSON.stringify(serializer.serialize(mapper, value, "it")));
    expect(serializer.deserialize(mapper, value, "it")).toEqual(value);
  }
});

test("values that are only copied fit; those that are converted, filled in or refused do not", () => {
  const fitting = (name: string) => {
    const mapper = mappers[name];
    return mapper ? values.filter(plainModel(mapper, models).fits) : [];
  };
  expect(fitting("string")).toHaveLength(10);
  expect(fitting("person")).toEqual([
    { name: "n" },
    { nick: "x", name: "n" },
    { name: "n", nick: null },
    { name: "n", other: 1 },
  ]);
  expect(fitting("whole")).toContainEqual({ who: { nick: "x", name: "n" }, people: [{ name: "1" }, { name: "2" }] });
  for (const never of [
    "date",
    "bytes",
    "one of some words",
    "constant",
    "filled in",
    "no longer than",
    "no null",
    "shape",
    "circle",
    "deeper",
    "page",
    "open",
  ])
    expect([never, fitting(never)]).toEqual([never, []]);
});
