/**
 * @param {string} version of the Node that runs
 * @returns {string | undefined} what to tell the user when it is older than 20.19
 */
export function nodeTooOld(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return undefined;
  return `Trunkline needs Node 20.19 or later, and this is ${version}. Install a current one from https://nodejs.org.`;
}
