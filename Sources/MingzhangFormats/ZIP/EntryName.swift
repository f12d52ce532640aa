/// The name of an archive's entry: UTF-8 when it says so or is so, else GB18030 as Chinese Windows writes it.
enum EntryName {
  static func text(_ bytes: ArraySlice<UInt8>, isUTF8: Bool) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    if !isUTF8, let text = ChineseText.gb18030(bytes) { return text }
    return String(decoding: bytes, as: UTF8.self)
  }
}
