/** Why something could not be done, by code. The router turns it into the Failure that the asker gets. */

export class Trouble extends Error {
  /**
   * @param code a code or reason of docs/protocol.md, or one of those in sentences/
   * @param said the companion's own sentence, for codes that sentences/ doesn't know
   */
  constructor(readonly code: string, readonly said = "") {
    super(code);
  }
}
