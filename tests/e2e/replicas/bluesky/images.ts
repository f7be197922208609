/** Bluesky's pictures: read as data: URLs when attached, recompressed and uploaded only when publishing. */
import { send } from "../shared/api";

export interface Image {
  url: string;
  alt: string;
}

export function readImage(file: File): Promise<Image> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve({ url: reader.result as string, alt: "" });
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

async function recompress(url: string): Promise<Blob> {
  const picture = new Image();
  picture.src = url;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = picture.naturalWidth;
  canvas.height = picture.naturalHeight;
  canvas.getContext("2d")?.drawImage(picture, 0, 0);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/jpeg", 0.92));
}

export async function uploadImage({ url, alt }: Image): Promise<unknown> {
  const blob = await recompress(url);
  const { blob: ref } = await send("/xrpc/com.atproto.repo.uploadBlob", blob, { headers: { "Content-Type": blob.type } });
  return { image: ref, alt };
}
