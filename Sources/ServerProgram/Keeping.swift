import ArgumentParser
import Foundation
import Logging
import MingzhangCatalog
import MingzhangModel
import MingzhangServer
import MingzhangStore

struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "核验：公开文件与签名清单，或整个数据文件夹。Verifies published files, or a whole data folder.",
    discussion: """
      给出静态导出或下载的文件夹（有 manifest.json、manifest.sig、key.pub）：核对签名和每个文件，不用联网。
      不给文件夹：核对 --data 的审计日志、签名清单和全部文件。退出码 0 完好，1 不符，2 做不成。
      With a folder: checks the signature and every file, offline. Without: checks the audit log, manifests and files of --data.
      """)
  @Argument(help: "静态导出或下载的文件夹。A static export, or a folder of downloads.") var folder: String?
  @Option(help: ArgumentHelp("从别处得到的公钥，或存有公钥的文件。The public key known from elsewhere.", valueName: "key")) var key:
    String?
  @Flag(help: "只下载了一部分文件。Only a part of the files is there.") var partial = false
  @OptionGroup var place: StorePlace

  func run() async throws {
    try await explained {
      if let folder {
        let trusted = key.map {
          FileManager.default.contents(atPath: $0).map { String(decoding: $0, as: UTF8.self) } ?? $0
        }
        let result = try FolderVerification(of: URL(filePath: folder), trustedKey: trusted, mayBePartial: partial)
        for note in result.notes { say(note) }
        sayFirst(result.problems.map(\.wording))
        say(
          result.isSound
            ? Wording("完好：都与公开时一致。", "Sound: everything is as it was published.")
            : Wording("不符：\(result.problems.count) 处。", "\(result.problems.count) do not match."))
        if !result.isSound { throw ExitCode(1) }
        return
      }
      let configuration = try place.settings()
      guard configuration.database != nil || FileManager.default.fileExists(atPath: configuration.folder.path) else {
        throw ServerProblem(
          Wording("没有数据文件夹 \(configuration.folder.path)。", "There is no data folder \(configuration.folder.path)."))
      }
      let store = try await Store.open(configuration.folder, database: configuration.database)
      let result = try await StoreVerification(of: store, key: try SigningKey(in: configuration.folder))
      await store.close()
      sayFirst(result.problems)
      say(result.summary)
      if !result.isSound { throw ExitCode(1) }
    }
  }
}

struct BackUp: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "备份到一个 .tar 或文件夹，服务不用停。Backs up while the server works.")
  @Argument(help: "目标：.tar 文件或文件夹，还不存在。A .tar file or a folder that is not there yet.") var target: String
  @OptionGroup var place: StorePlace

  func run() async throws {
    try await explained {
      let configuration = try place.settings()
      let store = try await Store.open(configuration.folder, database: configuration.database)
      let words = try await Backup.make(
        of: store, in: configuration.folder, database: configuration.database, to: URL(filePath: target), at: .now)
      await store.close()
      say(words)
    }
  }
}

struct Restore: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "把备份恢复到空的数据文件夹，并核对。Restores a backup into an empty data folder, and verifies it.")
  @Argument(help: "备份：.tar 文件或文件夹。The backup.") var source: String
  @OptionGroup var place: StorePlace

  func run() async throws {
    try await explained {
      let configuration = try place.settings()
      say(
        try await Backup.restore(
          URL(filePath: source), into: configuration.folder, database: configuration.database))
    }
  }
}

struct Export: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "把公开网站导出成一个文件夹，放到任何能放文件的地方。Exports the public site as a folder of files.")
  @Option(help: ArgumentHelp("新的文件夹。A new folder.", valueName: "dir")) var output: String
  @OptionGroup var place: StorePlace

  func run() async throws {
    try await explained {
      let configuration = try place.settings()
      let store = try await Store.open(configuration.folder, database: configuration.database)
      let catalog = try Catalog.load(from: try place.catalogFolder(configuration))
      let logger = Logger(label: "mingzhang", factory: { JSONLog($0) })
      let site = try Site(configuration, store: store, catalog: catalog, logger: logger)
      let outcome = try await StaticExport(site).write(to: URL(filePath: output))
      await store.close()
      for one in outcome.broken {
        say(Wording("页面 \(one.page) 的链接 \(one.link) 打不开", "\(one.page) links to \(one.link), which is not there"))
      }
      say(
        Wording(
          "导出好了：\(output)，\(outcome.pages) 页，\(outcome.files) 个文件。",
          "Exported to \(output): \(outcome.pages) pages, \(outcome.files) files."))
    }
  }
}

/// The first twenty, and how many more there are.
private func sayFirst(_ problems: [Wording]) {
  for problem in problems.prefix(20) { say(problem) }
  if problems.count > 20 {
    say(Wording("……还有 \(problems.count - 20) 处。", "… and \(problems.count - 20) more."))
  }
}

private func say(_ wording: Wording) {
  FileHandle.standardOutput.write(Data((wording.chinese + "\n" + wording.english + "\n").utf8))
}
