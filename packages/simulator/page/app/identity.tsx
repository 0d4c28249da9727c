import type { PersonView } from "../../src/control/protocol.js";
import { partyWords } from "../state/words.js";
import { Choice } from "../ui/choice.js";
import "./identity.css";

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
