import MingzhangFormats

/// What was recognised in a picture, as glyphs and ruling lines of a page: from there a scan is read like any other.
struct ScannedPage {
  /// Points a pixel.
  let scale: Double

  func content(_ read: OCRWorker.Recognised, number: Int) -> PDFPageContent {
    var content = PDFPageContent(number: number, width: Float(read.width * scale), height: Float(read.height * scale))
    for line in read.lines where line.count == 4 {
      content.lines.append(
        RulingLine(
          x0: Float(line[0] * scale), y0: Float(line[1] * scale), x1: Float(line[2] * scale), y1: Float(line[3] * scale)
        ))
    }
    let uprights = read.lines.filter { $0.count == 4 && abs($0[2] - $0[0]) < abs($0[3] - $0[1]) }
    for word in read.words where word.box.count == 4 { add(word, uprights: uprights, to: &content) }
    return content
  }

  private func add(_ word: OCRWorker.Recognised.Word, uprights: [[Double]], to content: inout PDFPageContent) {
    let scalars = Array(word.text.unicodeScalars)
    guard scalars.count == word.edges.count, word.edges.allSatisfy({ $0.count == 2 }) else { return }
    // the engine draws its boxes wider than the characters are
    let size = 0.75 * (word.box[3] - word.box[1])
    let middle = (word.box[1] + word.box[3]) / 2
    var last: Double?
    var right: Double?
    for (index, scalar) in scalars.enumerated() {
      // `1, 252`: the air that fonts leave after the marks in a number comes back as a space
      if scalar == " ", index > 0, index + 1 < scalars.count, ",.".unicodeScalars.contains(scalars[index - 1]),
        isDigit(scalars[index + 1])
      {
        continue
      }
      let (x0, x1) = (word.edges[index][0], word.edges[index][1])
      let center = (x0 + x1) / 2
      // words of two cells come in one piece when little air is between them: the line that parts them parts the run
      let isParted = uprights.contains { line in
        guard let last, let right else { return false }
        // the engine's edges drift: no line runs through a number
        let isWithinNumber = isNumeric(scalars[index - 1]) && isNumeric(scalar) && x0 - right < 0.6 * size
        return !isWithinNumber && line[0] > last && line[0] < center && line[1] < middle && line[3] > middle
      }
      // the engine's edges leave gaps where it saw no space
      let left = isParted ? x0 : min(x0, right ?? x0)
      content.glyphs.append(
        Glyph(
          scalar, x0: Float(left * scale), y0: Float((middle - size / 2) * scale), x1: Float(x1 * scale),
          y1: Float((middle + size / 2) * scale), baseline: Float((middle + 0.36 * size) * scale),
          size: Float(size * scale), marks: last == nil || isParted ? [] : .joined))
      (last, right) = (center, x1)
    }
  }

  private func isNumeric(_ scalar: Unicode.Scalar) -> Bool { isDigit(scalar) || ",.-%".unicodeScalars.contains(scalar) }

  private func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }
}
