import "./other-phones.css";

export interface Answerer {
  readonly id: string;
  readonly displayName: string;
}

/** Phones of other people that ring: one press, and one is that person. */
export function OtherPhones(props: {
  readonly ringing: readonly Answerer[];
  readonly onPerson: (personId: string) => void;
}) {
  return (
    <ul className="other-phones" aria-live="polite">
      {props.ringing.map((person) => (
        <li key={person.id}>
          <button type="button" onClick={() => props.onPerson(person.id)}>
            <span className="other-phones-lamp" />
            {person.displayName}’s phone rings
            <strong>Be {person.displayName.split(" ")[0]}</strong>
          </button>
        </li>
      ))}
    </ul>
  );
}
