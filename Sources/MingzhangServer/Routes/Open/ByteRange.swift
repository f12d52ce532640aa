import Foundation

/// One range of bytes of a file, as `Range: bytes=…` asks for it (RFC 9110, 14.2).
enum ByteRange: Hashable, Sendable {
  /// No range, several, or one that cannot be read: the whole file is sent.
  case whole
  case part(ClosedRange<Int>)
  /// Nothing of the file is in it: 416.
  case outside

  init(_ header: String?, size: Int) {
    guard let header, header.hasPrefix("bytes=") else {
      self = .whole
      return
    }
    let parts = header.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }) else {
      self = .whole
      return
    }
    switch (Int(parts[0]), Int(parts[1])) {
    case (nil, nil): self = parts[0].isEmpty && parts[1].isEmpty ? .whole : .outside
    case (nil, let last?):
      // the last bytes
      self = !parts[0].isEmpty || last == 0 || size == 0 ? .outside : .part(max(0, size - last)...(size - 1))
    case (let first?, nil): self = first < size ? .part(first...(size - 1)) : .outside
    case (let first?, let last?):
      if first > last { self = .whole } else { self = first < size ? .part(first...min(last, size - 1)) : .outside }
    }
  }
}
