import Foundation

/// Bytes in GB18030 (which contains GBK and GB2312) → text.
public enum ChineseText {
  /// Nil when the bytes are not GB18030 throughout.
  public static func gb18030(_ bytes: some Collection<UInt8>) -> String? {
    guard !bytes.isEmpty else { return "" }
    let none = OpaquePointer(bitPattern: -1)
    guard let converter = iconv_open("UTF-8", "GB18030"), OpaquePointer(converter) != none else { return nil }
    defer { iconv_close(converter) }
    var input = bytes.map { CChar(bitPattern: $0) }
    // two bytes of GBK give three of UTF-8; a byte never gives more than three
    var output = [CChar](repeating: 0, count: bytes.count * 3 + 4)
    let written = input.withUnsafeMutableBufferPointer { source -> Int? in
      output.withUnsafeMutableBufferPointer { target -> Int? in
        var (from, to) = (source.baseAddress, target.baseAddress)
        var (left, room) = (source.count, target.count)
        guard iconv(converter, &from, &left, &to, &room) != Int.max, left == 0 else { return nil }
        return target.count - room
      }
    }
    return written.flatMap { String(validating: output[..<$0].map { UInt8(bitPattern: $0) }, as: UTF8.self) }
  }
}
