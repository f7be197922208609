/** Bluesky's composer: TipTap, whose own key handler publishes on Ctrl+Enter without a click or a submit. */
import { Editor } from "@tiptap/core";
import StarterKit from "@tiptap/starter-kit";
import { useEffect, useRef, useState } from "react";
import { report, sendJson } from "../shared/api";
import { imageFiles } from "../shared/files";
import { readImage, uploadImage, type Image } from "./images";

/** Text from the document model: paragraphs joined by one newline, trailing blanks trimmed. */
function postText(editor: Editor): string {
  return editor.getText({ blockSeparator: "\n" }).trimEnd();
}

function isPublishKey(event: KeyboardEvent): boolean {
  return event.key === "Enter" && (event.ctrlKey || event.metaKey);
}

/** The input is made on the fly, as an image picker library does. */
function pickFiles(picked: (files: File[]) => void): void {
  const input = document.createElement("input");
  Object.assign(input, { type: "file", accept: "image/*", multiple: true, className: "visually-hidden" });
  input.addEventListener("change", () => {
    picked(Array.from(input.files ?? []));
    input.remove();
  });
  document.body.append(input);
  input.click();
}

export function Composer({ onPosted }: { onPosted(): void }) {
  const box = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | null>(null);
  const [text, setText] = useState("");
  const [images, setImages] = useState<Image[]>([]);
  const [busy, setBusy] = useState(false);
  const ready = !busy && (text.trim() !== "" || images.length > 0);

  const attach = (files: File[]) => {
    Promise.all(files.map(readImage)).then((read) => setImages((now) => [...now, ...read]), report);
  };
  const publish = () => {
    if (!ready || !editor.current) return;
    setBusy(true);
    const value = { $type: "app.bsky.feed.post", text: postText(editor.current), createdAt: new Date().toISOString(), langs: ["en"] };
    Promise.all(images.map(uploadImage))
      .then((uploaded) => sendJson("/xrpc/com.atproto.repo.applyWrites", {
        repo: "did:plc:replica",
        writes: [{ $type: "com.atproto.repo.applyWrites#create", collection: "app.bsky.feed.post",
          value: uploaded.length > 0 ? { ...value, embed: { $type: "app.bsky.embed.images", images: uploaded } } : value }],
      }))
      .then(onPosted).catch(report).finally(() => setBusy(false));
  };
  const actions = useRef({ attach, publish });
  actions.current = { attach, publish };

  useEffect(() => {
    const tiptap = new Editor({
      element: box.current!,
      extensions: [StarterKit],
      editorProps: {
        attributes: { role: "textbox", "aria-label": "Rich-Text Editor", "aria-multiline": "true" },
        handleKeyDown: (_view, event) => isPublishKey(event) && (actions.current.publish(), true),
        handlePaste: (_view, event) => {
          const files = imageFiles(event.clipboardData);
          if (files.length > 0) actions.current.attach(files);
          return files.length > 0;
        },
      },
      onUpdate: ({ editor: now }) => setText(postText(now)),
    });
    editor.current = tiptap;
    return () => tiptap.destroy();
  }, []);
  useEffect(() => {
    const over = (event: DragEvent) => event.preventDefault();
    const drop = (event: DragEvent) => { event.preventDefault(); actions.current.attach(imageFiles(event.dataTransfer)); };
    document.body.addEventListener("dragover", over);
    document.body.addEventListener("drop", drop);
    return () => { document.body.removeEventListener("dragover", over); document.body.removeEventListener("drop", drop); };
  }, []);

  return (
    <div data-testid="composePostView" className="box">
      <div className="bar">
        {busy ? <span role="progressbar" aria-label="Publishing">…</span> : (
          <button type="button" role="button" data-testid="composerPublishBtn" aria-label="Publish post" disabled={!ready}
            aria-disabled={!ready} onClick={publish}><div>Post</div></button>
        )}
      </div>
      <div ref={box} />
      <div data-testid="selectedPhotosView">{images.map(({ url, alt }) => <img key={url} src={url} alt={alt} />)}</div>
      <button type="button" data-testid="openMediaBtn" aria-label="Add media to post" onClick={() => pickFiles(attach)}>+</button>
    </div>
  );
}
