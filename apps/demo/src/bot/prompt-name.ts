/** What the bot can say, and the file (without its ending) that says it. */
export const promptTexts = {
  pin: "Welcome to Trunkline. Please key in your pin, then press hash.",
  "wrong-pin": "That pin was not right.",
  menu: "Press one to speak to a person. Two, to open the door. Nine, to hang up.",
  connecting: "One moment. I am connecting you.",
  nobody: "Nobody could take your call.",
  opening: "I am calling the door. One moment.",
  opened: "The door is open.",
  closed: "The door did not answer.",
  "not-heard": "Sorry. I did not hear anything.",
  goodbye: "Goodbye.",
  reminder: "Hello. This is a reminder of your appointment tomorrow at nine. Press one to confirm, or two to cancel.",
  confirmed: "Thank you. It is confirmed.",
  canceled: "Thank you. It is canceled.",
} as const;

export type PromptName = keyof typeof promptTexts;
