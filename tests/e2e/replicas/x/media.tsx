/** Attachments of one X box: chosen, pasted or dropped; previews are blob: URLs; bytes leave at publish time. */
import { useState } from "react";
import { send, sendJson } from "../shared/api";

export interface Attachment {
  file: File;
  url: string;
  alt: string;
}

export function useAttachments() {
  const [items, setItems] = useState<Attachment[]>([]);
  return {
    items,
    add: (files: File[]) => setItems((now) => [...now, ...files.map((file) => ({ file, url: URL.createObjectURL(file), alt: "" }))]),
    remove: (gone: Attachment) => setItems((now) => now.filter((item) => item !== gone)),
    describe: (one: Attachment, alt: string) => setItems((now) => now.map((item) => (item === one ? { ...item, alt } : item))),
    clear: () => setItems([]),
  };
}

/** INIT, APPEND, FINALIZE, and the alt text, as X's web client does. */
export async function upload({ file, alt }: Attachment): Promise<unknown> {
  const path = "/i/media/upload.json";
  const { media_id_string: id } = await send(`${path}?command=INIT&total_bytes=${file.size}&media_type=${encodeURIComponent(file.type)}`, "");
  const form = new FormData();
  form.append("media", file);
  await send(`${path}?command=APPEND&media_id=${id}&segment_index=0`, form);
  await send(`${path}?command=FINALIZE&media_id=${id}`, "");
  if (alt) await sendJson("/1.1/media/metadata/create.json", { media_id: id, alt_text: { text: alt } });
  return id;
}

export function Attachments({ items, remove, describe }: Pick<ReturnType<typeof useAttachments>, "items" | "remove" | "describe">) {
  if (items.length === 0) return null;
  return (
    <div data-testid="attachments">
      {items.map((item) => (
        <div key={item.url} role="group" aria-label="Media">
          <img src={item.url} alt={item.alt} draggable={false} />
          <input data-testid="altTextInput" aria-label="Description" value={item.alt} onChange={(event) => describe(item, event.target.value)} />
          <button type="button" data-testid="removeMedia" aria-label="Remove media" onClick={() => remove(item)}>×</button>
        </div>
      ))}
    </div>
  );
}
