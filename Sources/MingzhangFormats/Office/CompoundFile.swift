/// What an OLE2 compound file ([MS-CFB]) says it holds, by the names in its directory.
public struct CompoundFile: Sendable {
  /// Names of storages and streams: `WordDocument`, `Workbook`, `EncryptedPackage`.
  public let names: Set<String>

  /// Nil when the bytes are no compound file.
  ///
  /// Directory entries are 128 bytes long and begin at multiples of 128, so they are found without following the sector
  /// chain, which a damaged or hostile file may tie into a loop.
  public init?(_ bytes: [UInt8]) {
    guard bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) else { return nil }
    var names = Set<String>()
    for start in stride(from: 512, to: bytes.count - 127, by: 128) {
      let length = Int(bytes[start + 64]) | Int(bytes[start + 65]) << 8
      guard (4...64).contains(length), length % 2 == 0, [1, 2, 5].contains(bytes[start + 66]), bytes[start + 67] < 2,
        bytes[start + length - 2] == 0, bytes[start + length - 1] == 0
      else { continue }
      let units = stride(from: start, to: start + length - 2, by: 2).map {
        UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8
      }
      guard !units.contains(0) else { continue }
      names.insert(String(decoding: units, as: UTF16.self))
      if names.count > 4096 { break }
    }
    self.names = names
  }
}
