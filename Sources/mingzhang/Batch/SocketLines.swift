import Foundation

/// Values as lines of JSON over a socket.
enum SocketLines {
  /// A reader that is gone is no error here: it is noticed when its answer is waited for.
  static func send(_ value: some Encodable, to socket: Int32) {
    guard var line = try? JSONEncoder().encode(value) else { return }
    line.append(0x0A)
    var rest = [UInt8](line)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  enum Received { case line([UInt8]), nothing, gone }

  /// Waits once for what comes. `rest` holds what came and is not handed out yet.
  static func receive(from socket: Int32, _ rest: inout [UInt8]) -> Received {
    if let line = next(&rest) { return .line(line) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(socket, &buffer, buffer.count)
    guard count > 0 else { return count < 0 && errno == EINTR ? .nothing : .gone }
    rest += buffer[..<count]
    return next(&rest).map { .line($0) } ?? .nothing
  }

  private static func next(_ rest: inout [UInt8]) -> [UInt8]? {
    guard let end = rest.firstIndex(of: 0x0A) else { return nil }
    defer { rest.removeSubrange(...end) }
    return Array(rest[..<end])
  }
}
