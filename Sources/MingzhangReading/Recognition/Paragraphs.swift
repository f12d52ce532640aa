import MingzhangModel

/// Printed lines → paragraphs. Text, DOCX and HTML give whole paragraphs; a PDF gives lines with boxes.
enum Paragraphs {
  static func joined(_ lines: [TextLine]) -> [TextLine] {
    guard lines.contains(where: { $0.span.box != nil }) else { return lines }
    let right = lines.compactMap { $0.span.box?.x1 }.max() ?? 0
    let left = lines.compactMap { $0.span.box?.x0 }.min() ?? 0
    var out: [TextLine] = []
    var lastBox: SourceSpan.Box?
    for line in lines {
      guard let box = line.span.box, let before = lastBox, var open = out.last else {
        out.append(line)
        lastBox = line.span.box
        continue
      }
      let em = max(line.fontSize, 9)
      let filled = before.x1 > right - 3 * em
      let indented = box.x0 > left + 1.2 * em
      if filled, !indented, !open.text.hasSuffix("：") {
        open.text += line.text
        if let whole = open.span.box, line.span.page == open.span.page { open.span.box = whole.union(box) }
        out[out.count - 1] = open
      } else {
        out.append(line)
      }
      lastBox = box
    }
    return out
  }
}
