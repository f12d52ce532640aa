/// Decodes the worker's frames (Sources/PDFWorkerClient/README.md) as their bytes arrive.
struct PageFrames {
  private(set) var summary: PDFWorkerClient.Summary?
  private(set) var isComplete = false
  private var pending: [UInt8] = []

  /// No honest page is larger.
  private static let largestFrame = 256 << 20

  mutating func feed(
    _ bytes: UnsafeRawBufferPointer, page each: (PDFPageContent) -> Void
  ) throws(PDFWorkerError) {
    pending.append(contentsOf: bytes)
    var start = 0
    while pending.count - start >= 5 {
      let kind = pending[start]
      let length = pending.withUnsafeBytes { Int($0.loadUnaligned(fromByteOffset: start + 1, as: UInt32.self)) }
      guard length <= Self.largestFrame else { throw Self.garbled }
      guard pending.count - start - 5 >= length else { break }
      let payload = start + 5..<start + 5 + length
      switch kind {
      case UInt8(ascii: "H"): summary = try header(payload)
      case UInt8(ascii: "P"): each(try page(payload))
      case UInt8(ascii: "Z"): isComplete = true
      default: throw Self.garbled
      }
      start = payload.upperBound
    }
    if start > 0 { pending.removeSubrange(..<start) }
  }

  private static let garbled = PDFWorkerError.failed("输出无法识别", "its output is garbled")

  private func header(_ range: Range<Int>) throws(PDFWorkerError) -> PDFWorkerClient.Summary {
    var cursor = FrameCursor(range)
    let result = pending.withUnsafeBytes { bytes -> PDFWorkerClient.Summary? in
      guard cursor.next(UInt32.self, bytes) == 1, let pages = cursor.next(UInt32.self, bytes),
        let engine = cursor.text(bytes)
      else { return nil }
      return PDFWorkerClient.Summary(pageCount: Int(pages), engine: engine)
    }
    guard let result else { throw Self.garbled }
    return result
  }

  private func page(_ range: Range<Int>) throws(PDFWorkerError) -> PDFPageContent {
    let result = pending.withUnsafeBytes { PDFPageContent(frame: range, of: $0) }
    guard let result else { throw Self.garbled }
    return result
  }
}

/// Walks over one frame; every step says nil beyond its end.
private struct FrameCursor {
  private var offset: Int
  private let end: Int

  init(_ range: Range<Int>) { (offset, end) = (range.lowerBound, range.upperBound) }

  mutating func next<T: BitwiseCopyable>(_ type: T.Type, _ bytes: UnsafeRawBufferPointer) -> T? {
    guard end - offset >= MemoryLayout<T>.size else { return nil }
    defer { offset += MemoryLayout<T>.size }
    return bytes.loadUnaligned(fromByteOffset: offset, as: T.self)
  }

  /// The start of a list of items of `size` bytes.
  mutating func list(itemSize: Int, _ bytes: UnsafeRawBufferPointer) -> (start: Int, count: Int)? {
    guard let count = next(UInt32.self, bytes).map({ Int($0) }), count <= (end - offset) / itemSize else { return nil }
    defer { offset += count * itemSize }
    return (offset, count)
  }

  /// Names of fonts are bytes of any encoding: never trap on them.
  mutating func text(_ bytes: UnsafeRawBufferPointer) -> String? {
    list(itemSize: 1, bytes).map { String(decoding: bytes[$0.start..<$0.start + $0.count], as: UTF8.self) }
  }
}

extension PDFPageContent {
  fileprivate init?(frame range: Range<Int>, of bytes: UnsafeRawBufferPointer) {
    var cursor = FrameCursor(range)
    guard let number = cursor.next(UInt32.self, bytes), let width = cursor.next(Float.self, bytes),
      let height = cursor.next(Float.self, bytes), let rotation = cursor.next(Int32.self, bytes),
      let flags = cursor.next(UInt32.self, bytes), let glyphs = cursor.list(itemSize: 32, bytes),
      let lines = cursor.list(itemSize: 24, bytes), let pictures = cursor.list(itemSize: 24, bytes),
      let fontCount = cursor.next(UInt32.self, bytes)
    else { return nil }
    var fonts: [String] = []
    for _ in 0..<min(fontCount, 1000) {
      guard let font = cursor.text(bytes) else { return nil }
      fonts.append(font)
    }
    func float(_ offset: Int) -> Float { bytes.loadUnaligned(fromByteOffset: offset, as: Float.self) }
    self.init(
      number: Int(number), width: width, height: height, rotation: Int(rotation),
      glyphs: (0..<glyphs.count).map { index in
        let at = glyphs.start + index * 32
        let ucs = bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self)
        return Glyph(
          Unicode.Scalar(ucs) ?? "\u{FFFD}", x0: float(at + 4), y0: float(at + 8), x1: float(at + 12),
          y1: float(at + 16), baseline: float(at + 20), size: float(at + 24),
          font: bytes.loadUnaligned(fromByteOffset: at + 28, as: UInt16.self),
          marks: Glyph.Marks(rawValue: bytes.loadUnaligned(fromByteOffset: at + 30, as: UInt16.self)))
      },
      lines: (0..<lines.count).map { index in
        let at = lines.start + index * 24
        return RulingLine(
          x0: float(at), y0: float(at + 4), x1: float(at + 8), y1: float(at + 12), width: float(at + 16),
          color: bytes.loadUnaligned(fromByteOffset: at + 20, as: UInt32.self) & 0xFFFFFF)
      },
      pictures: (0..<pictures.count).map { index in
        let at = pictures.start + index * 24
        return Picture(
          x0: float(at), y0: float(at + 4), x1: float(at + 8), y1: float(at + 12),
          pixelWidth: Int(bytes.loadUnaligned(fromByteOffset: at + 16, as: Int32.self)),
          pixelHeight: Int(bytes.loadUnaligned(fromByteOffset: at + 20, as: Int32.self)))
      }, fonts: fonts, isTruncated: flags & 1 != 0, isUnreadable: flags & 2 != 0)
  }
}
