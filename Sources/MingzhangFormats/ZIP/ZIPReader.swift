import CZlib

/// Reads a ZIP archive in memory: stored and deflated entries, with limits against bombs.
public struct ZIPReader: Sendable {
  public struct Limits: Sendable {
    /// Bytes of all entries, unpacked.
    public var total = 512 << 20
    /// Bytes of one entry, unpacked.
    public var entry = 128 << 20
    public var entries = 20_000
    public init() {}
  }

  public enum Problem: Error, Sendable {
    case notZIP, damaged(String), tooLarge, encrypted, unsupported(String)
  }

  private struct Entry: Sendable {
    var method: Int
    var packed: Int
    var size: Int
    var offset: Int
    var isEncrypted: Bool
  }

  private let bytes: [UInt8]
  private let entries: [String: Entry]
  private let limits: Limits

  /// Names of all entries, sorted.
  public var names: [String] { entries.keys.sorted() }

  public func contains(_ name: String) -> Bool { entries[name] != nil }

  public init(_ bytes: [UInt8], limits: Limits = Limits()) throws(Problem) {
    func number(_ offset: Int, _ count: Int) -> Int {
      guard offset >= 0, offset + count <= bytes.count else { return 0 }
      return (0..<count).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
    }
    // the end record stands within the last 64 KiB
    var end = bytes.count - 22
    let first = max(0, bytes.count - 22 - 65_535)
    while end >= first, number(end, 4) != 0x0605_4B50 { end -= 1 }
    guard end >= first, end >= 0 else { throw .notZIP }
    let count = number(end + 10, 2)
    guard count <= limits.entries else { throw .tooLarge }
    var place = number(end + 16, 4)
    var entries: [String: Entry] = [:]
    var total = 0
    for _ in 0..<count {
      guard number(place, 4) == 0x0201_4B50 else { throw .damaged("central directory") }
      let nameLength = number(place + 28, 2)
      guard place + 46 + nameLength <= bytes.count else { throw .damaged("central directory") }
      let name = EntryName.text(
        bytes[place + 46..<place + 46 + nameLength], isUTF8: number(place + 8, 2) & 0x800 != 0)
      let entry = Entry(
        method: number(place + 10, 2), packed: number(place + 20, 4), size: number(place + 24, 4),
        offset: number(place + 42, 4),
        isEncrypted: number(place + 8, 2) & 1 == 1)
      total += entry.size
      guard total <= limits.total else { throw .tooLarge }
      entries[name] = entry
      place += 46 + nameLength + number(place + 30, 2) + number(place + 32, 2)
    }
    (self.bytes, self.entries, self.limits) = (bytes, entries, limits)
  }

  /// The unpacked bytes of one entry; nil when there is none of that name.
  public func bytes(of name: String) throws(Problem) -> [UInt8]? {
    guard let entry = entries[name] else { return nil }
    guard !entry.isEncrypted else { throw .encrypted }
    let header = entry.offset
    guard header >= 0, header + 30 <= bytes.count else { throw .damaged(name) }
    let start =
      header + 30 + Int(bytes[header + 26]) + Int(bytes[header + 27]) << 8 + Int(bytes[header + 28]) + Int(
        bytes[header + 29]) << 8
    guard start + entry.packed <= bytes.count, entry.packed >= 0 else { throw .damaged(name) }
    let packed = bytes[start..<start + entry.packed]
    switch entry.method {
    case 0:
      guard packed.count <= limits.entry else { throw .tooLarge }
      return Array(packed)
    case 8: return try inflated(packed, size: entry.size, name: name)
    default: throw .unsupported("method \(entry.method)")
    }
  }

  /// Never more than the directory promised: a lying entry is damaged, not large.
  private func inflated(_ packed: ArraySlice<UInt8>, size: Int, name: String) throws(Problem) -> [UInt8] {
    guard size <= limits.entry else { throw .tooLarge }
    guard size > 0 else { return [] }
    // deflate never shrinks more than 1032 times: who promises more lies, and gets no memory for it
    guard size <= packed.count * 1032 + 64 else { throw .damaged(name) }
    var stream = z_stream()
    guard mz_inflateInitRaw(&stream) == Z_OK else { throw .damaged(name) }
    defer { inflateEnd(&stream) }
    var input = Array(packed)
    var out = [UInt8](repeating: 0, count: size)
    let status = input.withUnsafeMutableBufferPointer { source in
      out.withUnsafeMutableBufferPointer { target in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(clamping: source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(clamping: target.count)
        return inflate(&stream, Z_FINISH)
      }
    }
    guard status == Z_STREAM_END || (status == Z_OK || status == Z_BUF_ERROR) && stream.avail_out == 0 else {
      throw .damaged(name)
    }
    return Array(out.prefix(Int(stream.total_out)))
  }
}
