/** How every replica talks to the test server: tagged with the run it belongs to, so that tests never see each other. */

export const run = new URLSearchParams(location.search).get("run") ?? "";

export async function send(path: string, body: BodyInit, init: RequestInit = {}): Promise<Record<string, unknown>> {
  const answer = await fetch(path, { method: "POST", body, ...init, headers: { "X-Run": run, ...init.headers } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return await answer.json() as Record<string, unknown>;
}

export function sendJson(path: string, value: unknown, init: RequestInit = {}): Promise<Record<string, unknown>> {
  return send(path, JSON.stringify(value), { ...init, headers: { "Content-Type": "application/json", ...init.headers } });
}

/** What a site shows when publishing failed; tests read it. */
export function report(error: unknown): void {
  document.documentElement.dataset.failure = error instanceof Error ? error.message : String(error);
}
