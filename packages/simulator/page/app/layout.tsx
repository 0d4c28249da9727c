import { type ReactNode, useState } from "react";
import { Segmented } from "../ui/choice.js";
import "../theme/tokens.css";
import "../theme/base.css";
import "./app.css";

const SIDES = [
  { value: "phone", label: "Phone" },
  { value: "main", label: "Timeline" },
] as const;

/** The phone beside everything else; on a narrow screen one of them at a time, with a switch at the bottom. */
export function Layout(props: { readonly header: ReactNode; readonly phone: ReactNode; readonly main: ReactNode }) {
  const [side, setSide] = useState<"phone" | "main">("phone");
  return (
    <div className="layout" data-side={side}>
      {props.header}
      <div className="layout-phone">{props.phone}</div>
      <main className="layout-main">{props.main}</main>
      <nav className="layout-switch">
        <Segmented label="View" options={SIDES} value={side} onChange={setSide} />
      </nav>
    </div>
  );
}

/** Nothing here yet, and what to do about it. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      {children}
    </div>
  );
}
