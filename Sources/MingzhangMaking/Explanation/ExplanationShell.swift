import MingzhangModel

/// The page around an explanation: one file that needs no other, with or without a dark screen.
struct ExplanationShell {
  let language: Language

  func page(_ heading: String, _ body: String) -> [UInt8] {
    let html = """
      <!DOCTYPE html>
      <html lang="\(language == .chinese ? "zh-CN" : "en")">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(HTMLWriter.escaped(heading))</title>
      <style>\(Self.style)</style>
      </head>
      <body>
      <a class="skip" href="#main">\(language == .chinese ? "跳到正文" : "Skip to content")</a>
      <main id="main">
      \(body)</main>
      </body>
      </html>

      """
    return Array(html.utf8)
  }

  private static let style = """
    :root { color-scheme: light dark; }
    body { font: 1rem/1.6 system-ui, "Noto Sans CJK SC", "Noto Sans SC", sans-serif; margin: 0 auto; max-width: 75rem;
      padding: 1rem; }
    .skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; }
    figure { margin: 0; } img { max-width: 100%; height: auto; border: 1px solid #888; background: #fff; }
    table { border-collapse: collapse; margin: .5rem 0 2rem; } th, td { border: 1px solid #888; padding: .2rem .6rem;
      text-align: left; } caption { text-align: left; font-weight: bold; }
    nav ol { columns: 18rem; } td small { display: block; color: #5b5b5b; } .bad { outline: 2px solid #b00; }
    @media (prefers-color-scheme: dark) { td small { color: #b0b0b0; } }
    """
}
