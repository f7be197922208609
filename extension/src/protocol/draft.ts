/** The draft as it goes over the wire; see docs/protocol.md. Texts are well-formed Unicode. */
export type Kind = "post" | "reply" | "quote" | "edit" | "comment" | "message";

export interface MediaWire {
  /** 64 hex digits, or "" when the bytes could not be had; `unreadable` then says why. */
  sha256: string;
  name: string;
  type: string;
  alt: string;
  unreadable: string;
}

export interface PartWire {
  text: string;
  media: MediaWire[];
}

export interface DraftWire {
  site: string;
  account: string;
  kind: Kind;
  parts: PartWire[];
}
