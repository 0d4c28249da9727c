import { type FormEvent, useState } from "react";
import type { PersonView } from "../../src/control/protocol.js";
import type { SimControl } from "../link/sim-control.js";
import { partyWords } from "../state/words.js";
import { Choice } from "../ui/choice.js";
import "./app.css";

/** Who holds the phone: any of the people. */
export function Identity(props: {
  readonly people: readonly PersonView[];
  readonly person: PersonView | undefined;
  readonly onPerson: (personId: string) => void;
}) {
  const { people, person } = props;
  if (!person) return null;
  const options = people.map(({ id, displayName }) => ({ value: id, label: displayName }));
  return (
    <div className="identity">
      <Choice label="You are" options={options} value={person.id} onChange={props.onPerson} />
      {person.party.kind === "phone" && <span className="identity-number number">{partyWords(person.party)}</span>}
    </div>
  );
}

/** Shown while there are no people. */
export function AddPerson({ control }: { readonly control: SimControl }) {
  const [problem, setProblem] = useState<string>();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    control
      .addPerson(String(fields.get("name")), String(fields.get("number")))
      .catch((error: unknown) => setProblem(error instanceof Error ? error.message : String(error)));
  };
  return (
    <form className="add-person" onSubmit={submit}>
      <h2>No phones yet</h2>
      <p>Make yourself one, and call your bot with it.</p>
      <label>
        Name
        <input name="name" required defaultValue="Alice" autoComplete="off" />
      </label>
      <label>
        Number
        <input name="number" required pattern="\+[1-9][0-9]{1,14}" defaultValue="+14255550123" autoComplete="off" />
      </label>
      <button type="submit">Take the phone</button>
      <p role="alert">{problem}</p>
    </form>
  );
}
