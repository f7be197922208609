/** Pictures of one compose box: attach by button, paste or drop; describe; remove. */
import { useEffect, useRef, useState } from "react";
import { fill, type Strings } from "./preferences";

export interface Picture {
  key: string;
  name: string;
  /** A blob: URL of the original file. Whoever drops the picture revokes it. */
  url: string;
  alt: string;
}

let count = 0;

function imagesIn(data: DataTransfer | null): File[] {
  return Array.from(data?.files ?? []).filter((file) => file.type.startsWith("image/"));
}

/** What was pasted without a file name, such as a screenshot, is called `image.png` by browsers; that will do. */
function pictureOf(file: File): Picture {
  count += 1;
  return { key: `picture-${count}`, name: file.name || "image", url: URL.createObjectURL(file), alt: "" };
}

export function usePictures(announce: (sentence: string) => void, strings: Strings) {
  const [pictures, setPictures] = useState<Picture[]>([]);
  const held = useRef(pictures);
  held.current = pictures;
  useEffect(() => () => held.current.forEach((picture) => URL.revokeObjectURL(picture.url)), []);
  const attach = (files: File[]) => {
    const added = files.map(pictureOf);
    setPictures((now) => [...now, ...added]);
    for (const { name } of added) announce(fill(strings.attached, { name }));
  };
  const remove = (gone: Picture) => {
    URL.revokeObjectURL(gone.url);
    setPictures((now) => now.filter(({ key }) => key !== gone.key));
    announce(fill(strings.removed, { name: gone.name }));
  };
  const describe = (key: string, alt: string) =>
    setPictures((now) => now.map((picture) => (picture.key === key ? { ...picture, alt } : picture)));
  /** Gives the pictures away, so that their URLs live on in the feed. */
  const take = () => {
    setPictures([]);
    return pictures;
  };
  return { pictures, attach, remove, describe, take };
}

/** Takes the pictures out of a paste or a drop and keeps the editor from inserting them itself; true if there were any. */
export function takeImages(event: React.SyntheticEvent, data: DataTransfer | null, attach: (files: File[]) => void): boolean {
  const files = imagesIn(data);
  if (files.length === 0) return false;
  event.preventDefault();
  event.stopPropagation();
  attach(files);
  return true;
}

interface ListProps {
  pictures: Picture[];
  strings: Strings;
  onRemove(picture: Picture): void;
  onDescribe(key: string, alt: string): void;
}

export function PictureList({ pictures, strings, onRemove, onDescribe }: ListProps) {
  if (pictures.length === 0) return null;
  return (
    <ul className="pictures" aria-label={strings.pictures}>
      {pictures.map((picture) => (
        <li key={picture.key}>
          <img src={picture.url} alt={picture.alt || fill(strings.pictureAlt, { name: picture.name })} />
          <input type="text" className="alt" value={picture.alt} placeholder={strings.altPlaceholder}
            aria-label={fill(strings.altLabel, { name: picture.name })}
            onChange={(event) => onDescribe(picture.key, event.target.value)} />
          <button type="button" className="remove" aria-label={fill(strings.removePicture, { name: picture.name })}
            onClick={() => onRemove(picture)}>×</button>
        </li>
      ))}
    </ul>
  );
}

interface PickerProps {
  label: string;
  onPick(files: File[]): void;
}

export function PicturePicker({ label, onPick }: PickerProps) {
  const pick = (input: HTMLInputElement) => {
    onPick(Array.from(input.files ?? []));
    input.value = ""; // so that the same file can be chosen again
  };
  return (
    <label className="picker">
      <input type="file" accept="image/*" multiple onChange={(event) => pick(event.target)} />
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5h.01" /></svg>
      <span>{label}</span>
    </label>
  );
}
