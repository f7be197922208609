/** Handlers for what happens after a verdict: acknowledgements and approvals. */
import type { ApprovalWire } from "../../protocol/verdict";
import type { Handlers } from "../router";
import { tell } from "../screening";

export const recordHandlers: Pick<Handlers, "acknowledge" | "approval"> = {
  acknowledge: {
    trust: "content",
    async handle({ digest, policy_version, action, outcome, site }) {
      await tell("POST", "/v1/acknowledgements", { digest, policy_version, action, outcome, site });
      return { ok: true };
    },
  },
  approval: {
    trust: "content",
    async handle({ digest, policy_version, site, account, note }) {
      const said = await tell("POST", "/v1/approvals", { digest, policy_version, site, account, note: note.toWellFormed() });
      return { ok: true, approval: { by: "", ...(said as Pick<ApprovalWire, "id" | "state">) } };
    },
  },
};
