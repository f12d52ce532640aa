import Foundation
import Logging
import MingzhangCatalog
import MingzhangModel
import MingzhangStore
import Mustache

/// Everything that a request needs, put together once.
public struct Site: Sendable {
  public let configuration: ServerConfiguration
  public let store: Store
  public let catalog: Catalog
  public let logger: Logger
  let templates: MustacheLibrary
  let assets: Assets
  let openAPI: OpenAPIFile
  let metrics = Metrics()
  let limiter = RateLimiter()
  /// Changes with the program, its templates and its style: part of every page's tag.
  let edition: String
  /// The public pages made last.
  let pages = PageMemory(limit: 16 << 20)
  /// The answers of the API made last.
  let answers = BoundedMemory<String, KeptAnswer>(limit: 8 << 20)
  /// Pages and answers are made a few at a time: when many come at once, each waits a little instead of all for long.
  let making = Gate(width: max(4, ProcessInfo.processInfo.activeProcessorCount * 2))
  let facts: FactKeeper
  /// The clock. Tests give their own.
  let now: @Sendable () -> Moment

  public init(
    _ configuration: ServerConfiguration, store: Store, catalog: Catalog, resources: URL? = nil,
    logger: Logger = Logger(label: "mingzhang"), now: @escaping @Sendable () -> Moment = { .now }
  ) throws {
    (self.configuration, self.store, self.catalog, self.logger, self.now) = (configuration, store, catalog, logger, now)
    let resources = if let resources { resources } else { try Assets.standardLocation() }
    templates = try Templates.library(from: resources.appending(path: "Templates"))
    assets = try Assets(resources.appending(path: "Static"))
    openAPI = try OpenAPIFile(from: resources)
    edition = Assets.edition(of: resources)
    facts = FactKeeper(store, catalog, folder: configuration.folder, edition: edition)
  }

  /// The organisations and how they hang together.
  func tree() async throws -> OrganisationTree { OrganisationTree(try await store.organisations()) }
}
