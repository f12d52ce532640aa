import CZlib

/// Writes a ZIP archive (APPNOTE 6.3) piece by piece: what each call gives is sent on at once, so the archive may be larger than
/// memory, and than 4 GiB. Entries themselves stay below 4 GiB. UTF-8 names, one fixed date: equal input gives equal bytes.
public struct ZIPStream {
  public enum Problem: Error, Sendable { case entryTooLarge(String), noMemory }

  private struct Entry {
    var name: [UInt8]
    var isPacked: Bool
    var checksum: UInt32 = 0
    var size: UInt64 = 0
    var packed: UInt64 = 0
    var offset: UInt64

    /// A packed entry is sent before its size is known, which then follows it.
    var flags: UInt16 { isPacked ? 0x0808 : 0x0800 }

    /// What the local header and the directory have in common.
    func common(_ checksum: UInt32, _ packed: UInt64, _ size: UInt64, needs version: UInt16, extra: Int) -> [UInt8] {
      var out: [UInt8] = []
      out.put(version)
      out.put(flags)
      out.put(UInt16(isPacked ? 8 : 0))
      out.put(UInt16(0))  // time 00:00
      out.put(UInt16(0x0021))  // 1980-01-01
      out.put(checksum)
      out.put(UInt32(packed))
      out.put(UInt32(size))
      out.put(UInt16(name.count))
      out.put(UInt16(extra))
      return out
    }
  }

  private var entries: [Entry] = []
  private var offset: UInt64
  private var deflater: Deflater?
  private let level: Int
  private static let limit = UInt64(UInt32.max)

  /// - Parameters:
  ///   - level: of packing, 1 (fast) to 9 (small).
  ///   - offset: how many bytes already stand before the archive.
  public init(level: Int = 6, offset: UInt64 = 0) { (self.level, self.offset) = (level, offset) }

  /// Begins an entry that is packed while it comes; `write` gives its bytes and `end` ends it.
  public mutating func begin(_ name: String) -> [UInt8] {
    let entry = Entry(name: Array(name.utf8), isPacked: true, offset: offset)
    deflater = Deflater(.none, level: level)
    return head(entry, entry.common(0, 0, 0, needs: 20, extra: 0))
  }

  public mutating func write(_ bytes: [UInt8]) throws(Problem) -> [UInt8] { try pack(bytes, .none) }

  public mutating func end() throws(Problem) -> [UInt8] {
    var out = try pack([], .finish)
    deflater = nil
    let entry = entries[entries.count - 1]
    var sizes: [UInt8] = []
    sizes.put(UInt32(0x0807_4B50))
    sizes.put(entry.checksum)
    sizes.put(UInt32(entry.packed))
    sizes.put(UInt32(entry.size))
    offset += UInt64(sizes.count)
    out += sizes
    return out
  }

  /// A whole entry from memory, packed.
  public mutating func add(_ name: String, _ bytes: [UInt8]) throws(Problem) -> [UInt8] {
    var out = begin(name)
    out += try write(bytes)
    out += try end()
    return out
  }

  /// The head of an entry that is stored as it is, for files that are packed in themselves. The caller sends exactly `size`
  /// bytes after it.
  public mutating func store(_ name: String, size: UInt64, checksum: UInt32) throws(Problem) -> [UInt8] {
    guard size < Self.limit else { throw .entryTooLarge(name) }
    var entry = Entry(name: Array(name.utf8), isPacked: false, offset: offset)
    (entry.checksum, entry.size, entry.packed) = (checksum, size, size)
    let out = head(entry, entry.common(checksum, size, size, needs: 10, extra: 0))
    offset += size
    return out
  }

  /// The directory, after all entries.
  public mutating func finished() -> [UInt8] {
    let start = offset
    var out: [UInt8] = []
    for entry in entries {
      let isFar = entry.offset >= Self.limit
      out.put(UInt32(0x0201_4B50))
      out.put(UInt16(isFar ? 45 : 20))
      out += entry.common(
        entry.checksum, entry.packed, entry.size, needs: isFar ? 45 : entry.isPacked ? 20 : 10, extra: isFar ? 12 : 0)
      out.put(UInt16(0))  // comment
      out.put(UInt16(0))  // disk
      out.put(UInt16(0))  // internal attributes
      out.put(UInt32(0))  // external attributes
      out.put(isFar ? UInt32.max : UInt32(entry.offset))
      out += entry.name
      if isFar {
        out.put(UInt16(1))  // ZIP64
        out.put(UInt16(8))
        out.put(entry.offset)
      }
    }
    let size = UInt64(out.count)
    let count = UInt64(entries.count)
    if start >= Self.limit || size >= Self.limit || count >= 0xFFFF {
      out.put(UInt32(0x0606_4B50))
      out.put(UInt64(44))
      out.put(UInt16(45))
      out.put(UInt16(45))
      out.put(UInt32(0))
      out.put(UInt32(0))
      out.put(count)
      out.put(count)
      out.put(size)
      out.put(start)
      out.put(UInt32(0x0706_4B50))
      out.put(UInt32(0))
      out.put(start + size)
      out.put(UInt32(1))
    }
    out.put(UInt32(0x0605_4B50))
    out.put(UInt16(0))
    out.put(UInt16(0))
    out.put(UInt16(min(count, 0xFFFF)))
    out.put(UInt16(min(count, 0xFFFF)))
    out.put(UInt32(min(size, Self.limit)))
    out.put(UInt32(min(start, Self.limit)))
    out.put(UInt16(0))
    return out
  }

  /// The checksum of a piece, following `checksum` of what stood before it.
  public static func checksum(_ checksum: UInt32 = 0, _ bytes: [UInt8]) -> UInt32 {
    // to zlib no bytes mean: begin anew
    guard !bytes.isEmpty else { return checksum }
    return bytes.withUnsafeBufferPointer { UInt32(crc32(UInt(checksum), $0.baseAddress, UInt32($0.count))) }
  }

  private mutating func head(_ entry: Entry, _ common: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.put(UInt32(0x0403_4B50))
    out += common + entry.name
    entries.append(entry)
    offset += UInt64(out.count)
    return out
  }

  private mutating func pack(_ bytes: [UInt8], _ flush: Deflater.Flush) throws(Problem) -> [UInt8] {
    var out: [UInt8] = []
    let isPacked = bytes.withUnsafeBytes { deflater?.pack($0, flush, into: &out) ?? false }
    guard isPacked else { throw .noMemory }
    let last = entries.count - 1
    entries[last].size += UInt64(bytes.count)
    entries[last].packed += UInt64(out.count)
    entries[last].checksum = Self.checksum(entries[last].checksum, bytes)
    guard entries[last].size < Self.limit, entries[last].packed < Self.limit else {
      throw .entryTooLarge(String(decoding: entries[last].name, as: UTF8.self))
    }
    offset += UInt64(out.count)
    return out
  }
}
