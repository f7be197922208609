/** What got past the Post button, newest first; gone on reload. */
import type { Posted } from "./composer";
import type { Locale, Strings } from "./preferences";

export interface Entry extends Posted {
  key: number;
  time: Date;
}

interface Props {
  entries: Entry[];
  locale: Locale;
  strings: Strings;
}

export function Feed({ entries, locale, strings }: Props) {
  return (
    <section className="feed" tabIndex={0} aria-labelledby="feed-title">
      <h2 id="feed-title">{strings.feedTitle}</h2>
      {entries.length === 0 && <p className="quiet">{strings.feedEmpty}</p>}
      {entries.map((entry) => (
        <article key={entry.key} data-engine={entry.engine.id}>
          <header>
            <strong>{entry.engine.name}</strong>
            <time dateTime={entry.time.toISOString()}>{entry.time.toLocaleTimeString(locale)}</time>
          </header>
          {entry.text && <p className="text">{entry.text}</p>}
          {entry.pictures.map((picture) => <img key={picture.key} src={picture.url} alt={picture.alt || picture.name} />)}
        </article>
      ))}
    </section>
  );
}
