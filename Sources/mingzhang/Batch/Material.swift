import Foundation
import MingzhangFormats
import MingzhangModel

/// The bytes of an item.
struct Material: Sendable {
  var item: Item
  /// In the order of `item.files`.
  var contents: [[UInt8]]

  /// Larger files are refused: nothing that is published is so large, and it would have to be held in memory.
  static let largest = 512 << 20

  /// - Throws: a sentence about the first file that cannot be opened.
  init(_ item: Item) throws(PathProblem) {
    self.item = item
    contents = []
    for path in item.files { contents.append(try Self.bytes(of: path)) }
  }

  /// SHA-256 over the digests of all files: equal only when no file changed.
  var digest: String {
    contents.count == 1 ? sha256Hex(contents[0]) : sha256Hex(Array(contents.map { sha256Hex($0) }.joined().utf8))
  }

  private static func bytes(of path: String) throws(PathProblem) -> [UInt8] {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw PathProblem(wording: Wording("没有这个文件：\(path)。请检查路径。", "No such file: \(path). Check the path."))
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw PathProblem(wording: Wording("\(path) 不是普通文件，没有读。", "\(path) is no regular file; not read."))
    }
    guard status.st_size <= largest else {
      let size = status.st_size >> 20
      throw PathProblem(
        wording: Wording(
          "\(path) 有 \(size) MB，超过 \(largest >> 20) MB，没有读。",
          "\(path) has \(size) MB, more than \(largest >> 20) MB; not read."))
    }
    guard let bytes = contents(of: path, size: Int(status.st_size)) else {
      throw PathProblem(
        wording: Wording("打不开 \(path)。请检查读取权限。", "Cannot open \(path). Check that you may read it."))
    }
    return bytes
  }

  /// What stands in the file up to `size`; nil when it cannot be read.
  private static func contents(of path: String, size: Int) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var isRead = true
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let got = read(file, buffer.baseAddress.map { $0 + count }, size - count)
        if got < 0, errno == EINTR { continue }
        if got <= 0 {
          isRead = got == 0
          break
        }
        count += got
      }
    }
    return isRead ? bytes : nil
  }
}
