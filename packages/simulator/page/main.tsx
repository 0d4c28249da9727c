import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/app.js";
import { httpControl } from "./link/sim-control.js";

const place = document.getElementById("page");
if (!place) throw new Error("index.html has no #page to draw into");
const control = httpControl("");
createRoot(place).render(
  <StrictMode>
    <App control={control} />
  </StrictMode>,
);
