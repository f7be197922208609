/** A brand's own community page that no site file knows: a plain contenteditable where Enter sends, and a Send button. */
import { useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import { report, sendJson } from "../shared/api";

function Chat() {
  const box = useRef<HTMLDivElement>(null);
  const [sent, setSent] = useState(0);
  const submit = () => {
    const text = box.current?.innerText.replace(/\n$/, "") ?? "";
    if (text.trim() === "") return;
    sendJson("/brand/messages", { text }).then(() => {
      if (box.current) box.current.textContent = "";
      setSent((now) => now + 1);
    }).catch(report);
  };
  return (
    <section className="box" aria-label="Chat">
      <div ref={box} contentEditable suppressContentEditableWarning role="textbox" aria-multiline="true" aria-label="Message" enterKeyHint="send"
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          submit();
        }} />
      <div className="bar"><button type="button" onClick={submit}>Send</button></div>
      <p data-posted={sent}>{sent} posted</p>
    </section>
  );
}

createRoot(document.getElementById("root")!).render(<Chat />);
