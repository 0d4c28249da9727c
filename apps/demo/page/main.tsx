import { httpControl } from "@trunkline/simulator/page";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { httpDemo } from "./api/demo-api.js";
import { App } from "./app.js";

const place = document.getElementById("page");
if (!place) throw new Error("index.html has no #page to draw into");
const api = httpDemo();
createRoot(place).render(
  <StrictMode>
    <App api={api} controlAt={httpControl} />
  </StrictMode>,
);
