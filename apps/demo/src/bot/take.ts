import type { Scene, Step } from "./step.js";
import { askPin } from "./steps/ask-pin.js";
import { gather, sayFarewell, talk } from "./steps/conference.js";
import { connectPerson } from "./steps/connect-person.js";
import { offerMenu } from "./steps/offer-menu.js";
import { awaitArrival, openConference } from "./steps/open-conference.js";
import { openDoor } from "./steps/open-door.js";
import { remind } from "./steps/remind.js";
import { waitForCaller, warmTransfer } from "./steps/warm-transfer.js";

/** Takes one step. Resolves to the next, or to `undefined` when the dialog is over. */
export async function take(step: Step, scene: Scene): Promise<Step | undefined> {
  switch (step.step) {
    case "pin":
      return askPin(scene, step);
    case "menu":
      return offerMenu(scene, step);
    case "person":
      return connectPerson(scene);
    case "door":
      return openDoor(scene);
    case "conference":
      return openConference(scene, step);
    case "arrival":
      return awaitArrival(scene, step);
    case "gathering":
      return gather(scene, step);
    case "talking":
      return talk(scene, step);
    case "farewell":
      return sayFarewell(scene, step);
    case "warm transfer":
      return warmTransfer(scene, step);
    case "asking":
      return waitForCaller(scene, step);
    case "reminder":
      return remind(scene);
    case "goodbye":
      await scene.call.play(scene.settings.prompt("goodbye"));
      await scene.call.hangUp();
      return undefined;
  }
}
