import ArgumentParser
import Foundation
import MingzhangModel
import MingzhangReading

/// The paths of a call, resolved: folders walked, hidden files left out, in the order of names.
struct Inputs: Sendable {
  var items: [Item] = []
  /// Files found in folders that no reader is for, counted by extension.
  var skipped: [String: Int] = [:]
  /// Paths that are not there or cannot be opened.
  var problems: [PathProblem] = []

  /// Extensions taken from a folder. A file that is named itself is always read: its content decides.
  static let extensions: Set<String> = [
    "pdf", "docx", "xlsx", "htm", "html", "md", "txt", "json", "doc", "xls", "wps", "et", "ofd", "zip",
  ]

  /// Whether there is more than one item, or a folder that might hold more.
  private(set) var isBatch = false

  init(_ paths: [String]) {
    isBatch = paths.count > 1
    for path in paths {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        problems.append(
          PathProblem(wording: Wording("没有这个文件：\(path)。请检查路径。", "No such file: \(path). Check the path.")))
        continue
      }
      if isFolder.boolValue {
        isBatch = true
        let first = items.count
        walk(path, below: paths.count > 1 ? URL(filePath: path).lastPathComponent + "/" : "")
        gatherBooks(from: first)
      } else {
        items.append(Item(name: URL(filePath: path).lastPathComponent, files: [path]))
      }
    }
  }

  /// Files of one book that was published in parts (说明 and 报表, attachments) become one item, named after its main file.
  private mutating func gatherBooks(from first: Int) {
    let found = Array(items[first...])
    items.removeSubrange(first...)
    for group in Reader.groups(of: found.map(\.name)) {
      guard let main = group.first else { continue }
      items.append(Item(name: found[main].name, files: group.flatMap { found[$0].files }))
    }
  }

  /// Symbolic links to folders are not followed: a loop would never end.
  private mutating func walk(_ folder: String, below name: String) {
    let names: [String]
    do { names = try FileManager.default.contentsOfDirectory(atPath: folder) } catch {
      problems.append(
        PathProblem(
          wording: Wording("打不开文件夹 \(folder)。请检查读取权限。", "Cannot open the folder \(folder). Check that you may read it.")
        ))
      return
    }
    for entry in names.sorted() where !entry.hasPrefix(".") && !entry.hasPrefix("~$") {
      let path = folder.hasSuffix("/") ? folder + entry : folder + "/" + entry
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { continue }
      if isFolder.boolValue {
        let isLink = (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
        if !isLink { walk(path, below: name + entry + "/") }
        continue
      }
      let type = URL(filePath: entry).pathExtension.lowercased()
      if Self.extensions.contains(type) {
        items.append(Item(name: name + entry, files: [path]))
      } else {
        skipped[type, default: 0] += 1
      }
    }
  }

  /// `没有读的文件类型：tsv 1 个、无扩展名 2 个`; nil when nothing was left out.
  func skippedLine(_ language: Language) -> String? {
    guard !skipped.isEmpty else { return nil }
    let kinds = skipped.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    if language == .chinese {
      return "跳过的文件：" + kinds.map { "\($0.key.isEmpty ? "无扩展名" : $0.key) \($0.value) 个" }.joined(separator: "、")
    }
    return "Skipped files: "
      + kinds.map { "\($0.value) \($0.key.isEmpty ? "without extension" : $0.key)" }.joined(separator: ", ")
  }

  /// Says what is wrong with the paths.
  ///
  /// - Throws: an exit code when there is nothing to do.
  func told(_ console: Console) throws -> Inputs {
    for problem in problems { console.problem(problem) }
    guard items.isEmpty else { return self }
    if problems.isEmpty {
      console.problem(
        console.say("文件夹里没有可读的文件。", "There is no file to read in the folder.")
          + (skippedLine(console.language).map { " " + $0 } ?? ""))
    }
    throw Exit.couldNot
  }
}

extension Batch.Result {
  /// Exit code 2 when something could not be done, 130 when the user stopped it.
  func throwWhenIncomplete(_ inputs: Inputs) throws {
    if isStopped { throw ExitCode(130) }
    if !inputs.problems.isEmpty || lines.contains(where: { $0.status == .unreadable }) { throw Exit.couldNot }
  }
}
