import { useId } from "react";
import type { PersonView } from "../../src/control/protocol.js";
import { partyWords } from "../state/words.js";
import { Icon } from "../ui/icon.js";
import "./identity.css";

/** Who holds the phone: any of the people. */
export function Identity(props: {
  readonly people: readonly PersonView[];
  readonly person: PersonView | undefined;
  readonly onPerson: (personId: string) => void;
}) {
  const id = useId();
  const { people, person } = props;
  if (!person) return null;
  return (
    <div className="identity">
      <label htmlFor={id}>You are</label>
      <span className="identity-choice">
        <select id={id} value={person.id} onChange={(event) => props.onPerson(event.target.value)}>
          {people.map(({ id: personId, displayName }) => (
            <option key={personId} value={personId}>
              {displayName}
            </option>
          ))}
        </select>
        <Icon name="chevron" size={14} />
      </span>
      {person.party.kind === "phone" && <span className="identity-number number">{partyWords(person.party)}</span>}
    </div>
  );
}
