import MingzhangModel

/// Bytes → text, or a sentence that says at which line the bytes are no text.
enum TextDecoding {
  /// Whether the bytes begin as a web page does.
  static func isWebPage(_ bytes: [UInt8]) -> Bool {
    let head = String(decoding: bytes.prefix(1024), as: UTF8.self).lowercased()
    return head.contains("<!doctype html") || head.contains("<html") || head.contains("<head")
  }

  static func text(of bytes: [UInt8], name: String) throws(ReadingError) -> String {
    // 记事本 saves “Unicode” as UTF-16 with a mark
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      let isBig = bytes[0] == 0xFE
      let units = stride(from: 2, to: bytes.count - 1, by: 2).map { place in
        let (a, b) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
        return isBig ? a << 8 | b : b << 8 | a
      }
      if let text = String(validating: units, as: UTF16.self), !text.unicodeScalars.contains("\0") { return text }
    }
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    if body.prefix(4096).contains(0) {
      throw ReadingError(
        .unknownFormat, file: name,
        Wording(
          "\(name) 不是文本，也不是认得的格式。能读的格式：PDF、DOCX、XLSX、网页、Markdown 或纯文本（UTF-8）、明账 JSON。",
          "\(name) is neither text nor a known format. Readable: PDF, DOCX, XLSX, web pages, Markdown or plain text (UTF-8), Mingzhang JSON."
        ))
    }
    guard let text = String(validating: body, as: UTF8.self) else {
      let line = badLine(body)
      throw ReadingError(
        .notText, file: name,
        Wording(
          "\(name) 第 \(line) 行不是 UTF-8 文字。请另存为 UTF-8 编码后再读。",
          "\(name), line \(line): not UTF-8 text. Save it as UTF-8 and try again."))
    }
    guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      throw ReadingError(
        .empty, file: name,
        Wording("\(name) 里没有文字。请确认文件是否完整。", "\(name) has no words in it. Check that it is complete."))
    }
    return text
  }

  /// The first line that is not UTF-8, from 1.
  private static func badLine(_ bytes: ArraySlice<UInt8>) -> Int {
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    where String(validating: line, as: UTF8.self) == nil { return index + 1 }
    return 1
  }
}
