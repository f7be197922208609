/** One compose box: an editor, its pictures and the button that posts. */
import { useRef, useState } from "react";
import { PictureList, PicturePicker, takeImages, usePictures, type Picture } from "./attachments";
import type { Engine, EngineHandle } from "./engines/types";
import type { Strings } from "./preferences";

export interface Posted {
  engine: Engine;
  text: string;
  pictures: Picture[];
}

interface Props {
  engine: Engine;
  strings: Strings;
  announce(sentence: string): void;
  onPost(posted: Posted): void;
}

export function Composer({ engine, strings, announce, onPost }: Props) {
  const editor = useRef<EngineHandle>(null);
  const text = useRef("");
  const [empty, setEmpty] = useState(true);
  const { pictures, attach, remove, describe, take } = usePictures(announce, strings);
  const ready = !empty || pictures.length > 0;

  const change = (next: string) => {
    text.current = next;
    setEmpty(next.trim() === "");
  };
  const post = () => {
    if (text.current.trim() === "" && pictures.length === 0) return;
    onPost({ engine, text: text.current, pictures: take() });
    editor.current?.clear();
    change("");
    editor.current?.focus();
  };
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    post();
  };
  const shortcut = (event: React.KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    post();
  };
  const title = `${engine.id}-title`;
  return (
    <form className="composer" data-engine={engine.id} aria-labelledby={title} onSubmit={submit}
      onKeyDownCapture={shortcut}
      onPasteCapture={(event) => takeImages(event, event.clipboardData, attach)}
      onDragOver={(event) => event.preventDefault()}
      onDropCapture={(event) => takeImages(event, event.dataTransfer, attach)}>
      <header>
        <h3 id={title}>{engine.name}</h3>
        <span>{strings.engines[engine.id]}</span>
      </header>
      <div className="editor">
        <engine.Editor ref={editor} label={`${strings.compose}: ${engine.name}`} placeholder={strings.placeholder} onChange={change} />
      </div>
      <PictureList pictures={pictures} strings={strings} onRemove={remove} onDescribe={describe} />
      <footer>
        <PicturePicker label={strings.addPicture} onPick={attach} />
        <span className="hint">{strings.shortcut}</span>
        <button type="submit" className="post" disabled={!ready}>{strings.post}</button>
      </footer>
    </form>
  );
}
