/** LinkedIn's share box: Quill in a dialog, a native button that is disabled while there is nothing to post. */
import Quill from "quill/core";
import { useEffect, useRef, useState } from "react";
import { report, send, sendJson } from "../shared/api";
import { imageFiles } from "../shared/files";

interface Picture {
  file: File;
  url: string;
}

const QUERY = "voyagerContentcreationDashShares.279996efa5064c01775d5aff003d9377";

async function share(text: string, pictures: Picture[]): Promise<void> {
  const media = [];
  for (const { file } of pictures) {
    const { urn } = await send("/voyager/api/voyagerVideoDashMediaUploadMetadata?action=upload", file, { headers: { "Content-Type": file.type } });
    media.push({ category: "IMAGE", mediaUrn: urn });
  }
  await sendJson(`/voyager/api/graphql?action=execute&queryId=${QUERY}`, {
    variables: { post: { commentary: { text, attributesV2: [] }, visibilityDataUnion: { visibilityType: "ANYONE" }, media } },
    queryId: QUERY,
  });
}

/** Quill ends every document with a newline of its own. */
function postText(editor: Quill): string {
  return editor.getText().replace(/\n$/, "");
}

export function ShareBox({ onPosted }: { onPosted(): void }) {
  const box = useRef<HTMLDivElement>(null);
  const quill = useRef<Quill | null>(null);
  const [text, setText] = useState("");
  const [pictures, setPictures] = useState<Picture[]>([]);
  const [busy, setBusy] = useState(false);
  const ready = !busy && (text.trim() !== "" || pictures.length > 0);
  const attach = (files: File[]) => setPictures((now) => [...now, ...files.map((file) => ({ file, url: URL.createObjectURL(file) }))]);

  useEffect(() => {
    if (!box.current || quill.current) return;
    const editor = new Quill(box.current, { formats: [] });
    quill.current = editor;
    for (const [name, value] of [["role", "textbox"], ["aria-multiline", "true"], ["aria-label", "Text editor for creating content"]] as const) {
      editor.root.setAttribute(name, value);
    }
    editor.on("text-change", () => setText(postText(editor)));
  }, []);
  const post = () => {
    setBusy(true);
    // From the editor's model at this moment; the state behind the button may be a frame old.
    share(quill.current ? postText(quill.current) : "", pictures).then(onPosted).catch(report).finally(() => setBusy(false));
  };
  return (
    <div role="dialog" aria-label="Create a post" className="share-box"
      onPasteCapture={(event) => {
        const files = imageFiles(event.clipboardData);
        if (files.length > 0) { event.preventDefault(); event.stopPropagation(); attach(files); }
      }}
      onDragOver={(event) => event.preventDefault()}
      onDropCapture={(event) => { event.preventDefault(); event.stopPropagation(); attach(imageFiles(event.dataTransfer)); }}
      onKeyDownCapture={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && ready) { event.preventDefault(); event.stopPropagation(); post(); }
      }}>
      <div ref={box} />
      <div className="share-images">{pictures.map(({ url }) => <img key={url} src={url} alt="" />)}</div>
      <div className="bar">
        <input id="media-editor-file-selector__file-input" className="visually-hidden" type="file" accept="image/*" multiple aria-label="Add media"
          onChange={(event) => { attach(Array.from(event.target.files ?? [])); event.target.value = ""; }} />
        <button type="button" className="share-actions__primary-action" disabled={!ready} onClick={post}><span>Post</span></button>
      </div>
    </div>
  );
}
