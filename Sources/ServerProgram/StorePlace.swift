import ArgumentParser
import Foundation
import MingzhangCatalog
import MingzhangModel
import MingzhangServer
import MingzhangStore

/// Where the store is and how the server is set up: a file, then the environment, then these options.
struct StorePlace: ParsableArguments {
  @Option(help: ArgumentHelp("配置文件（YAML）。Configuration file.", valueName: "file")) var config: String?
  @Option(help: ArgumentHelp("数据文件夹，默认 mingzhang-data。Data folder.", valueName: "dir")) var data: String?
  @Option(help: ArgumentHelp("postgres://… ；不写则用内置数据库。Embedded database unless given.", valueName: "url")) var database:
    String?
  @Option(help: ArgumentHelp("目录数据所在文件夹。Folder of the catalog.", valueName: "dir")) var catalog: String?

  func settings() throws -> ServerConfiguration {
    let environment = ProcessInfo.processInfo.environment
    var configuration = ServerConfiguration(folder: URL(filePath: "mingzhang-data"))
    let file = config ?? environment["MINGZHANG_CONFIG"]
    try ServerSettings.apply(file: file.map { URL(filePath: $0) }, environment: environment, to: &configuration)
    if let data { configuration.folder = URL(filePath: data) }
    configuration.database = database ?? configuration.database
    configuration.catalogFolder = catalog ?? configuration.catalogFolder
    return configuration
  }

  /// Opens the store, and ends the command with a sentence when that or `body` fails.
  func use(_ body: (Store) async throws -> Void) async throws {
    try await explained {
      let configuration = try settings()
      let store = try await Store.open(configuration.folder, database: configuration.database)
      do { try await body(store) } catch {
        await store.close()
        throw error
      }
      await store.close()
    }
  }

  static func complain(_ wording: Wording) {
    FileHandle.standardError.write(Data((wording.chinese + "\n" + wording.english + "\n").utf8))
  }

  func catalogFolder(_ configuration: ServerConfiguration) throws -> URL {
    if let folder = configuration.catalogFolder { return URL(filePath: folder) }
    return try Catalog.standardLocation()
  }
}

/// Runs `body`; what it could not do is said in both languages, with exit code 2.
func explained(_ body: () async throws -> Void) async throws {
  do { try await body() } catch let error as any ExplainedError {
    let underlying = (error as? StoreError)?.underlying.map { "\n\($0)" } ?? ""
    FileHandle.standardError.write(
      Data((error.wording.chinese + "\n" + error.wording.english + underlying + "\n").utf8))
    throw ExitCode(2)
  }
}
