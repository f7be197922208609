/** X's compose box: one Draft.js editor per thread part, and one button for all of them. */
import { Editor, EditorState, getDefaultKeyBinding, KeyBindingUtil } from "draft-js";
import { useLayoutEffect, useRef, useState } from "react";
import { report, sendJson } from "../shared/api";
import { imageFiles } from "../shared/files";
import { Attachments, upload, useAttachments, type Attachment } from "./media";

interface PartState {
  text: string;
  media: Attachment[];
}

const EMPTY: PartState = { text: "", media: [] };

/** The rotating hash of the operation; clients match the name after it. */
const QUERY = "bDE2rBtZb3uyrczSZ_pI9g";

async function createTweets(parts: PartState[]): Promise<void> {
  let replyTo: unknown;
  for (const { text, media } of parts) {
    const ids = [];
    for (const item of media) ids.push(await upload(item));
    const variables = {
      tweet_text: text,
      media: { media_entities: ids.map((media_id) => ({ media_id, tagged_users: [] })), possibly_sensitive: false },
      ...(replyTo ? { reply: { in_reply_to_tweet_id: replyTo } } : {}),
    };
    replyTo = (await sendJson(`/i/api/graphql/${QUERY}/CreateTweet`, { variables, queryId: QUERY })).rest_id;
  }
}

interface PartProps {
  index: number;
  onChange(part: PartState): void;
  onSubmit(): void;
}

function Part({ index, onChange, onSubmit }: PartProps) {
  const [state, setState] = useState(() => EditorState.createEmpty());
  const attachments = useAttachments();
  const id = `tweetTextarea_${index}`;
  const text = state.getCurrentContent().getPlainText("\n");
  // Before anything else can happen, as a store would: a click right after a key must find the text whole.
  useLayoutEffect(() => onChange({ text, media: attachments.items }), [text, attachments.items]);
  const paste = (files: Blob[]) => {
    attachments.add(files.filter((file): file is File => file instanceof File));
    return "handled" as const;
  };
  return (
    <div onDragOver={(event) => event.preventDefault()} onDrop={(event) => {
      event.preventDefault();
      attachments.add(imageFiles(event.dataTransfer));
    }}>
      <div data-testid={`${id}_label`}>
        <div data-testid={`${id}RichTextInputContainer`}>
          <Editor editorState={state} onChange={setState} webDriverTestID={id} ariaLabel="Post text" ariaMultiline
            placeholder="What is happening?!" stripPastedStyles handlePastedFiles={paste}
            keyBindingFn={(event) => (event.key === "Enter" && KeyBindingUtil.hasCommandModifier(event) ? "post" : getDefaultKeyBinding(event))}
            handleKeyCommand={(command) => {
              if (command !== "post") return "not-handled";
              onSubmit();
              return "handled";
            }} />
        </div>
      </div>
      <Attachments {...attachments} />
      <input className="visually-hidden" type="file" multiple data-testid="fileInput" accept="image/jpeg,image/png,image/webp,image/gif"
        tabIndex={-1} aria-label="Add photos" onChange={(event) => {
          attachments.add(Array.from(event.target.files ?? []));
          event.target.value = "";
        }} />
    </div>
  );
}

interface Props {
  inline: boolean;
  onPosted(): void;
}

export function Composer({ inline, onPosted }: Props) {
  const [generation, setGeneration] = useState(0);
  const [parts, setParts] = useState<PartState[]>([EMPTY]);
  const [busy, setBusy] = useState(false);
  const latest = useRef(parts);
  latest.current = parts;
  const ready = !busy && parts.every(({ text, media }) => text.trim() !== "" || media.length > 0);
  const submit = () => {
    if (!ready) return;
    setBusy(true);
    createTweets(latest.current).then(() => {
      setParts([EMPTY]);
      setGeneration((now) => now + 1);
      onPosted();
    }).catch(report).finally(() => setBusy(false));
  };
  return (
    <div className="box" key={generation}>
      {parts.map((_part, index) => (
        <Part key={index} index={index} onSubmit={submit}
          onChange={(part) => {
            latest.current = latest.current.map((old, at) => (at === index ? part : old));
            setParts(latest.current);
          }} />
      ))}
      <div className="bar" data-testid="toolBar">
        {!inline && parts.at(-1)?.text && (
          <button type="button" data-testid="addButton" aria-label="Add post" onClick={() => setParts([...parts, EMPTY])}>+</button>
        )}
        {/* React's key makes a new element when a part is added, as X does. */}
        <button key={parts.length} type="button" data-testid={inline ? "tweetButtonInline" : "tweetButton"} disabled={!ready}
          aria-disabled={!ready || undefined} onClick={submit}>
          <span>{parts.length > 1 ? "Post all" : "Post"}</span>
        </button>
      </div>
    </div>
  );
}
