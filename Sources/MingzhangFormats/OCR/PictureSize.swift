/// The size that a PNG or JPEG declares, read from its head: asked before anything unpacks it.
public struct PictureSize: Hashable, Sendable {
  public var width, height: Int

  /// Nil when the bytes are neither, or are cut off before they say it.
  public init?(_ bytes: [UInt8]) {
    func number(_ at: Int, _ count: Int) -> Int { (0..<count).reduce(0) { $0 << 8 | Int(bytes[at + $1]) } }
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      guard bytes.count >= 24 else { return nil }
      (width, height) = (number(16, 4), number(20, 4))
      return
    }
    guard bytes.starts(with: [0xFF, 0xD8, 0xFF]) else { return nil }
    var place = 2
    while place + 9 < bytes.count, bytes[place] == 0xFF {
      let kind = bytes[place + 1]
      if (0xC0...0xCF).contains(kind), ![0xC4, 0xC8, 0xCC].contains(kind) {
        (width, height) = (number(place + 7, 2), number(place + 5, 2))
        return
      }
      place += kind == 0xFF ? 1 : 2 + number(place + 2, 2)
    }
    return nil
  }

  public static func recognises(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) || bytes.starts(with: [0xFF, 0xD8, 0xFF])
  }
}
