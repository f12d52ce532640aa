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
  public func contains(_ word: String) -> Bool {
    var (text, word) = (self, word)
    return text.withUTF8 { bytes in
      word.withUTF8 { needle in
        guard let start = needle.baseAddress, needle.count > 0 else { return true }
        guard let base = bytes.baseAddress, bytes.count >= needle.count else { return false }
        var offset = 0
        // from one occurrence of the first byte to the next
        while let found = memchr(base + offset, Int32(needle[0]), bytes.count - offset - needle.count + 1) {
          if memcmp(found, start, needle.count) == 0 { return true }
          offset = UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
          guard offset + needle.count <= bytes.count else { return false }
        }
        return false
      }
    }
  }
}

extension Substring {
  /// Whether `word` stands in the string, byte for byte.
  public func contains(_ word: String) -> Bool { String(self).contains(word) }
}
