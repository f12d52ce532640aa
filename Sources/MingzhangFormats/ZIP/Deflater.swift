import CZlib

/// Packs bytes piece by piece, bare (RFC 1951) or as gzip (RFC 1952), in the memory of one window.
public final class Deflater {
  public enum Wrapping: Sendable { case none, gzip }
  public enum Flush: Sendable {
    /// As much as makes whole blocks.
    case none
    /// Everything that came so far can be read by the receiver.
    case sync
    /// The end.
    case finish
  }

  // zlib keeps the address of its stream, so it must not move
  private let stream: UnsafeMutablePointer<z_stream>
  private let isReady: Bool

  /// - Parameter level: 1 (fast) to 9 (small).
  public init(_ wrapping: Wrapping, level: Int) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let status =
      wrapping == .gzip ? mz_deflateInitGzip(stream, Int32(level)) : mz_deflateInitRaw(stream, Int32(level))
    isReady = status == Z_OK
  }

  deinit {
    if isReady { deflateEnd(stream) }
    stream.deallocate()
  }

  /// Appends what `bytes` become to `out`.
  ///
  /// - Returns: false when zlib has no memory; then nothing of `out` is of use.
  public func pack(_ bytes: UnsafeRawBufferPointer, _ flush: Flush, into out: inout [UInt8]) -> Bool {
    guard isReady else { return false }
    let how =
      switch flush {
      case .none: Z_NO_FLUSH
      case .sync: Z_SYNC_FLUSH
      case .finish: Z_FINISH
      }
    // zlib only reads its input
    stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.bindMemory(to: UInt8.self).baseAddress)
    stream.pointee.avail_in = UInt32(bytes.count)
    var status = Z_OK
    repeat {
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 15) { target in
        stream.pointee.next_out = target.baseAddress
        stream.pointee.avail_out = UInt32(target.count)
        status = deflate(stream, how)
        out.append(contentsOf: target.prefix(target.count - Int(stream.pointee.avail_out)))
      }
      guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else { return false }
    } while stream.pointee.avail_out == 0
    return how != Z_FINISH || status == Z_STREAM_END
  }
}

/// Whole texts as gzip (RFC 1952), and back.
public enum Gzip {
  /// - Returns: nil when zlib has no memory.
  public static func packed(_ bytes: UnsafeRawBufferPointer, level: Int) -> [UInt8]? {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count / 4 + 64)
    return Deflater(.gzip, level: level).pack(bytes, .finish, into: &out) ? out : nil
  }

  /// Unpacks what `packed` made: it is trusted, so there is no limit but `size`, and a checksum that must hold.
  public static func unpacked(_ bytes: UnsafeRawBufferPointer, size: Int) -> [UInt8]? {
    var stream = z_stream()
    guard mz_inflateInitGzip(&stream) == Z_OK else { return nil }
    defer { inflateEnd(&stream) }
    var status = Z_OK
    let out = [UInt8](unsafeUninitializedCapacity: size) { target, count in
      stream.next_in = UnsafeMutablePointer(mutating: bytes.bindMemory(to: UInt8.self).baseAddress)
      stream.avail_in = UInt32(bytes.count)
      stream.next_out = target.baseAddress
      stream.avail_out = UInt32(target.count)
      status = inflate(&stream, Z_FINISH)
      count = Int(stream.total_out)
    }
    return status == Z_STREAM_END && out.count == size ? out : nil
  }
}
