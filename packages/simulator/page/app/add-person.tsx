import { type FormEvent, useState } from "react";
import type { SimControl } from "../link/sim-control.js";
import "./add-person.css";

/** Shown while nobody has a phone. */
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
      <h2>Nobody has a phone yet</h2>
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
