/** Mastodon's compose form: a textarea; pictures are uploaded when attached; Ctrl+Enter calls the submit function itself. */
import { useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import { report, send, sendJson } from "../shared/api";
import { imageFiles } from "../shared/files";

interface Upload {
  id: string;
  preview_url: string;
}

function useUploads() {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const [uploading, setUploading] = useState(0);
  const attach = (files: File[]) => files.forEach((file) => {
    const form = new FormData();
    form.append("file", file);
    setUploading((now) => now + 1);
    send("/api/v2/media", form)
      .then((upload) => setUploads((now) => [...now, upload as unknown as Upload]))
      .catch(report)
      .finally(() => setUploading((now) => now - 1));
  });
  return { uploads, uploading, attach, remove: (id: string) => setUploads((now) => now.filter((one) => one.id !== id)), clear: () => setUploads([]) };
}

function ComposeForm() {
  const [text, setText] = useState("");
  const [warning, setWarning] = useState<string | null>(null);
  const [posted, setPosted] = useState(0);
  const area = useRef<HTMLTextAreaElement>(null);
  const { uploads, uploading, attach, remove, clear } = useUploads();
  const ready = uploading === 0 && (text.trim() !== "" || uploads.length > 0);
  const submit = () => {
    // Re-read, in case an extension changed the field without an event.
    const status = area.current?.value ?? text;
    if (!ready) return;
    sendJson("/api/v1/statuses", { status, media_ids: uploads.map(({ id }) => id), spoiler_text: warning ?? "", visibility: "public" })
      .then(() => { setText(""); setWarning((now) => now && ""); clear(); setPosted((now) => now + 1); })
      .catch(report);
  };
  const shortcut = (event: React.KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
  };
  return (
    <form className="compose-form" onSubmit={(event) => { event.preventDefault(); submit(); }}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => { event.preventDefault(); attach(imageFiles(event.dataTransfer)); }}>
      {warning !== null && (
        <input id="cw-spoiler-input" aria-label="Content warning" value={warning} onKeyDown={shortcut} onChange={(event) => setWarning(event.target.value)} />
      )}
      <textarea ref={area} className="autosuggest-textarea__textarea" aria-label="What's on your mind?" placeholder="What's on your mind?"
        value={text} onChange={(event) => setText(event.target.value)} onKeyDown={shortcut}
        onPaste={(event) => {
          const files = imageFiles(event.clipboardData);
          if (files.length > 0) { attach(files); event.preventDefault(); }
        }} />
      <div className="compose-form__uploads">
        {uploads.map(({ id, preview_url: url }) => (
          <div className="compose-form__upload" key={id}>
            <div className="compose-form__upload__thumbnail" style={{ backgroundImage: `url(${url})` }}>
              <button type="button" aria-label="Delete" onClick={() => remove(id)}>×</button>
            </div>
          </div>
        ))}
      </div>
      <div className="bar compose-form__submit">
        <label>Add images<input className="visually-hidden" type="file" multiple onChange={(event) => {
          attach(Array.from(event.target.files ?? []));
          event.target.value = "";
        }} /></label>
        <button type="button" className="warning-toggle" onClick={() => setWarning((now) => (now === null ? "" : null))}>CW</button>
        <button type="submit" disabled={!ready}>Post</button>
      </div>
      <p data-posted={posted}>{posted} posted</p>
    </form>
  );
}

createRoot(document.getElementById("mastodon")!).render(<ComposeForm />);
