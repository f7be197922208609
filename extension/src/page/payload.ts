/** What a request's body holds, whatever it was made of; taken at once, since the page may change it afterwards. */

export type Payload =
  | { form: "text"; text: string }
  | { form: "entries"; entries: [name: string, value: string | Blob][] }
  /** `text`: what the bytes say if they are text and that could be seen at once. */
  | { form: "bytes"; blob: Blob; text?: string }
  /** Can't be read without taking it away from the browser: a stream. */
  | { form: "opaque" };

/** Bytes up to this size are read as text where no rule says what they are. A post is far smaller, a picture is none. */
const TEXT_LIMIT = 1024 * 1024;
const TEXTUAL = /json|text|urlencoded|xml|javascript/i;

/** The payload of what was given as a body, or null if there is none. Bytes and entries are copied. */
export function payloadOf(body: unknown): Payload | null {
  if (body === null || body === undefined || body === "") return null;
  if (typeof body === "string") return { form: "text", text: body };
  if (typeof body === "object") return payloadOfObject(body);
  return { form: "text", text: String(body as number) };
}

function payloadOfObject(body: object): Payload {
  if (body instanceof FormData || body instanceof URLSearchParams) return { form: "entries", entries: [...body.entries()] };
  if (body instanceof Blob) return { form: "bytes", blob: body };
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) return bytesPayload(body as ArrayBuffer | ArrayBufferView<ArrayBuffer>);
  if (body instanceof ReadableStream) return { form: "opaque" };
  if (body instanceof Document) return { form: "text", text: new XMLSerializer().serializeToString(body) };
  return { form: "text", text: String(body as { toString(): string }) };
}

/** The payload of a copy of a request, by what the request says of its body. */
export async function payloadOfRequest(copy: Request): Promise<Payload> {
  const type = copy.headers.get("content-type") ?? "";
  if (type.startsWith("multipart/form-data")) return { form: "entries", entries: [...(await copy.formData()).entries()] };
  if (TEXTUAL.test(type)) return { form: "text", text: await copy.text() };
  return { form: "bytes", blob: await copy.blob() };
}

/** May this blob be text, by its type and size? */
export function maybeText({ type, size }: Blob): boolean {
  return size <= TEXT_LIMIT && (type === "" || TEXTUAL.test(type));
}

/** Bytes that are text become text; everything else stays. */
export async function spelledOut(payload: Payload): Promise<Payload> {
  if (payload.form !== "bytes") return payload;
  const text = payload.text ?? decoded(await payload.blob.arrayBuffer());
  return text === undefined ? payload : { form: "text", text };
}

/** What `send` is given later in place of a body that the page may change meanwhile. */
export function frozen<T>(body: T): T {
  if (body instanceof FormData || body instanceof URLSearchParams) return copied(body) as T;
  if (body instanceof ArrayBuffer) return body.slice(0) as T;
  if (ArrayBuffer.isView(body)) return bytesOf(body as unknown as ArrayBufferView<ArrayBuffer>) as T;
  return body;
}

function copied(body: FormData | URLSearchParams): FormData | URLSearchParams {
  if (body instanceof URLSearchParams) return new URLSearchParams(body);
  const copy = new FormData();
  for (const [name, value] of body.entries()) {
    if (typeof value === "string") copy.append(name, value);
    else copy.append(name, value, value.name);
  }
  return copy;
}

function bytesPayload(body: ArrayBuffer | ArrayBufferView<ArrayBuffer>): Payload {
  const bytes = body instanceof ArrayBuffer ? new Uint8Array(body.slice(0)) : bytesOf(body);
  const text = bytes.length <= TEXT_LIMIT ? decoded(bytes) : undefined;
  return text === undefined ? { form: "bytes", blob: new Blob([bytes]) } : { form: "bytes", blob: new Blob([bytes]), text };
}

function bytesOf(view: ArrayBufferView<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength).slice();
}

function decoded(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
