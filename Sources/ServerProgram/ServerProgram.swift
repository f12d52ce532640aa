import ArgumentParser
import Foundation
import Logging
import MingzhangCatalog
import MingzhangModel
import MingzhangServer
import MingzhangStore

/// `mingzhang-server`: the site, the desk and the API. `mingzhang serve` starts it.
@main
struct ServerProgram: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mingzhang-server", abstract: "公开网站、审核工作台和接口。Public site, review desk and API.",
    subcommands: [
      Serve.self, PersonCommands.self, OrganisationCommands.self, BackUp.self, Restore.self, Verify.self, Export.self,
      Fill.self, Examine.self, Compose.self,
    ], defaultSubcommand: Serve.self)
}

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "启动服务。Starts the server.")

  @OptionGroup var place: StorePlace
  @Option(help: "监听地址。Listens on.") var host: String?
  @Option(help: "端口。Port.") var port: Int?
  @Flag(help: "空库时装入示例城市（做出来的数据，都有标记）。Loads a marked, made-up city into an empty database.") var sample = false
  @Option(help: ArgumentHelp("随示例装入的真实公开文件。Real published files to load with the sample.", valueName: "file"))
  var sampleFile: [String] = []

  func run() async throws {
    try await explained {
      var configuration = try place.settings()
      configuration.host = host ?? configuration.host
      configuration.port = port ?? configuration.port
      configuration.logsRequests = true
      configuration.loadsSample = sample
      configuration.sampleFiles = sampleFile.map { URL(filePath: $0) }
      let catalog = try Catalog.load(from: try place.catalogFolder(configuration))
      let store = try await Store.open(configuration.folder, database: configuration.database)
      // made at the first start
      _ = try SigningKey(in: configuration.folder)
      let logger = Logger(label: "mingzhang", factory: { JSONLog($0) })
      try await Server(try Site(configuration, store: store, catalog: catalog, logger: logger)).run()
      await store.close()
    }
  }
}

/// Started by the server itself, once for each file.
struct Examine: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "读并核对一个文件。Reads and checks one file.", shouldDisplay: false)
  @Argument var input: String
  @Argument var output: String
  @Argument var name: String

  func run() throws {
    guard let data = FileManager.default.contents(atPath: input) else { throw ExitCode(2) }
    let catalog = try Catalog.load(from: try Catalog.standardLocation())
    do { try Examination.write(Array(data), name: name, with: catalog, to: URL(filePath: output)) } catch let error
      as CocoaError where error.code == .fileWriteOutOfSpace
    { throw ExitCode(Examination.diskFull) }
  }
}

/// Started by the server itself, once for each ledger workbook.
struct Compose: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "由台账编书。Makes a book from a ledger.", shouldDisplay: false)
  @Argument var input: String
  @Argument var output: String

  func run() throws {
    let catalog = try Catalog.load(from: try Catalog.standardLocation())
    let composition = Composition.of(URL(filePath: input), with: catalog)
    try JSONEncoder().encode(composition).write(to: URL(filePath: output), options: .atomic)
  }
}
