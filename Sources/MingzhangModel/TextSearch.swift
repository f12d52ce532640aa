#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension String {
  /// Whether `word` stands in the string, byte for byte.
  ///
  /// Chosen over the library's search, which compares by Unicode equivalence and took a quarter of the time of a check; the
  /// words that we look for have one spelling.
  public func contains(_ word: String) -> Bool { offset(of: word) != nil }

  /// Where `word` first stands in the string, byte for byte; nil when it does not.
  public func firstRange(of word: String) -> Range<Index>? {
    guard let offset = offset(of: word) else { return nil }
    let start = utf8.index(startIndex, offsetBy: offset)
    return start..<utf8.index(start, offsetBy: word.utf8.count)
  }

  /// Every `word` replaced by `new`, byte for byte; the library's own search took a tenth of the time of a check.
  public func replacing(_ word: String, with new: String) -> String {
    guard !word.isEmpty, var range = firstRange(of: word) else { return self }
    var out = ""
    var rest = self
    while true {
      out += rest[..<range.lowerBound]
      out += new
      rest = String(rest[range.upperBound...])
      guard let next = rest.firstRange(of: word) else { return out + rest }
      range = next
    }
  }

  /// Bytes before the first occurrence of `word`; 0 for no word at all.
  private func offset(of word: String) -> Int? {
    var (text, word) = (self, word)
    return text.withUTF8 { bytes in
      word.withUTF8 { needle in
        guard let start = needle.baseAddress, needle.count > 0 else { return 0 }
        guard let base = bytes.baseAddress, bytes.count >= needle.count else { return nil }
        var offset = 0
        // Chinese characters share their first byte with a sixth of all others, and their third with a sixtieth
        let pivot = needle.count >= 3 && needle[0] >= 0xE0 ? 2 : 0
        // from one occurrence of that byte to the next
        while let found = memchr(base + offset + pivot, Int32(needle[pivot]), bytes.count - offset - needle.count + 1) {
          let at = UnsafeRawPointer(found) - UnsafeRawPointer(base) - pivot
          if memcmp(base + at, start, needle.count) == 0 { return at }
          offset = at + 1
          guard offset + needle.count <= bytes.count else { return nil }
        }
        return nil
      }
    }
  }
}

extension Substring {
  /// Whether `word` stands in the string, byte for byte.
  public func contains(_ word: String) -> Bool { String(self).contains(word) }

  /// Where `word` first stands in the string, byte for byte; nil when it does not.
  public func firstRange(of word: String) -> Range<Index>? {
    let copy = String(self)
    guard let range = copy.firstRange(of: word) else { return nil }
    let offset = copy.utf8.distance(from: copy.startIndex, to: range.lowerBound)
    let start = utf8.index(startIndex, offsetBy: offset)
    return start..<utf8.index(start, offsetBy: word.utf8.count)
  }
}
