import CZlib

/// Writes a ZIP archive (APPNOTE 6.3): deflated entries, UTF-8 names, one fixed date, so that equal input gives equal bytes.
public struct ZIPWriter {
  private var body: [UInt8] = []
  private var directory: [UInt8] = []
  private var count: UInt16 = 0

  public init() {}

  /// Adds one entry. Archives above 4 GiB or 65,535 entries are not meant.
  public mutating func add(_ name: String, _ bytes: [UInt8]) {
    let offset = UInt32(body.count)
    let packed = Self.deflated(bytes)
    let isPacked = packed.count < bytes.count
    let data = isPacked ? packed : bytes
    let checksum = bytes.withUnsafeBufferPointer { UInt32(crc32(0, $0.baseAddress, UInt32($0.count))) }
    let path = Array(name.utf8)
    var common: [UInt8] = []
    common.put(UInt16(20))  // version needed
    common.put(UInt16(0x0800))  // UTF-8 names
    common.put(UInt16(isPacked ? 8 : 0))
    common.put(UInt16(0))  // time 00:00
    common.put(UInt16(0x0021))  // 1980-01-01
    common.put(checksum)
    common.put(UInt32(data.count))
    common.put(UInt32(bytes.count))
    common.put(UInt16(path.count))
    common.put(UInt16(0))  // no extra field
    body.put(UInt32(0x0403_4B50))
    body += common + path + data
    directory.put(UInt32(0x0201_4B50))
    directory.put(UInt16(20))  // made by
    directory += common
    directory.put(UInt16(0))  // comment
    directory.put(UInt16(0))  // disk
    directory.put(UInt16(0))  // internal attributes
    directory.put(UInt32(0))  // external attributes
    directory.put(offset)
    directory += path
    count += 1
  }

  /// The whole archive.
  public func finished() -> [UInt8] {
    var out = body + directory
    out.put(UInt32(0x0605_4B50))
    out.put(UInt16(0))
    out.put(UInt16(0))
    out.put(count)
    out.put(count)
    out.put(UInt32(directory.count))
    out.put(UInt32(body.count))
    out.put(UInt16(0))
    return out
  }

  private static func deflated(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    guard mz_deflateInitRaw(&stream, 9) == Z_OK else { return bytes }
    defer { deflateEnd(&stream) }
    var out = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
    var input = bytes
    let status = input.withUnsafeMutableBufferPointer { source in
      out.withUnsafeMutableBufferPointer { target in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(target.count)
        return deflate(&stream, Z_FINISH)
      }
    }
    guard status == Z_STREAM_END else { return bytes }
    return Array(out.prefix(Int(stream.total_out)))
  }
}

extension [UInt8] {
  mutating func put<T: FixedWidthInteger>(_ value: T) {
    for shift in stride(from: 0, to: T.bitWidth, by: 8) { append(UInt8(truncatingIfNeeded: value >> T(shift))) }
  }
}
