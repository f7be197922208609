/** The practice page: an invitation, a compose box per editing engine, and a feed. */
import { useEffect, useState } from "react";
import { Composer, type Posted } from "./composer";
import { ENGINES } from "./engines";
import { Feed, type Entry } from "./feed";
import { fill, LOCALES, usePreferences, type Locale, type Theme } from "./preferences";
import { usePresence } from "./presence";

type Preferences = ReturnType<typeof usePreferences>;

function TopBar({ locale, setLocale, theme, setTheme, strings }: Preferences) {
  return (
    <header className="top">
      <div>
        <h1>{strings.title}</h1>
        <p>{strings.tagline}</p>
      </div>
      <div className="choices">
        <label>{strings.languageLabel}
          <select value={locale} onChange={(event) => setLocale(event.target.value as Locale)}>
            {Object.entries(LOCALES).map(([id, { language }]) => <option key={id} value={id} lang={id}>{language}</option>)}
          </select>
        </label>
        <label>{strings.themeLabel}
          <select value={theme} onChange={(event) => setTheme(event.target.value as Theme)}>
            <option value="auto">{strings.themeAuto}</option>
            <option value="light">{strings.themeLight}</option>
            <option value="dark">{strings.themeDark}</option>
          </select>
        </label>
      </div>
    </header>
  );
}

function Invitation({ strings }: Pick<Preferences, "strings">) {
  const presence = usePresence();
  return (
    <section className="invitation" aria-labelledby="invitation-title">
      <h2 id="invitation-title">{strings.inviteTitle}</h2>
      <p>{strings.invite}</p>
      <ol>{strings.tries.map((sentence) => <li key={sentence}>{sentence}</li>)}</ol>
      <p role="status" className={`presence ${presence}`}>{presence === "unknown" ? "" : strings[presence]}</p>
    </section>
  );
}

/** One sentence for eyes and screen readers alike; taken away after a while, so that the same one is read out again. */
function useAnnouncement() {
  const [sentence, announce] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => announce(""), 4000);
    return () => clearTimeout(timer);
  }, [sentence]);
  return [sentence, announce] as const;
}

export function App() {
  const preferences = usePreferences();
  const { strings, locale } = preferences;
  const [entries, setEntries] = useState<Entry[]>([]);
  const [announcement, announce] = useAnnouncement();
  const post = (posted: Posted) => {
    setEntries((now) => [{ ...posted, key: now.length + 1, time: new Date() }, ...now]);
    announce(fill(strings.posted, { engine: posted.engine.name }));
  };
  return (
    <>
      <a className="skip" href="#composers">{strings.skip}</a>
      <TopBar {...preferences} />
      <main>
        <Invitation strings={strings} />
        <div className="columns">
          <section id="composers" className="composers" aria-labelledby="composers-title" tabIndex={-1}>
            <h2 id="composers-title">{strings.composersTitle}</h2>
            {ENGINES.map((engine) => (
              <Composer key={engine.id} engine={engine} strings={strings} announce={announce} onPost={post} />
            ))}
          </section>
          <Feed entries={entries} locale={locale} strings={strings} />
        </div>
      </main>
      <p role="status" className="toast">{announcement}</p>
    </>
  );
}
