import Foundation
import HTTPTypes
import Hummingbird
import Logging
import MingzhangModel
import MingzhangStore

/// The whole server: site, desk and API on one address, and the jobs beside them.
public struct Server: Sendable {
  public let site: Site

  public init(_ site: Site) { self.site = site }

  /// Every route and what guards it.
  public func router() -> Router<SiteContext> { routes().router }

  func routes() -> (router: Router<SiteContext>, desk: [DeskRoute]) {
    let router = Router(context: SiteContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: Compressing())
    router.add(middleware: SecurityHeaders(isSecure: site.configuration.secureCookies))
    router.add(middleware: ErrorPages(site: site))
    router.add(middleware: Observing(site: site))
    router.add(middleware: Visitors(site: site))
    health(router)
    router.get("static/:name") { request, context in
      guard let name = context.parameters.get("name"), let asset = site.assets.byName[name] else {
        throw PageError.notFound
      }
      return Response(
        status: .ok,
        headers: [
          .contentType: asset.mediaType, .cacheControl: "public, max-age=31536000, immutable",
          .eTag: "\"\(asset.tag)\"",
        ],
        body: .init(byteBuffer: asset.bytes))
    }
    PictureRoute(site: site).add(to: router)
    router.get("suggest") { request, context in try await Suggestions(site: site).answer(request, context) }
    APIRoutes(site: site).add(to: router.group("api/v1"))
    OpenRoutes(site: site).add(to: router)
    var desk: [DeskRoute] = []
    for language in Language.allCases {
      let group = (language == .chinese ? router.group("") : router.group("en")).add(
        middleware: Speaking(language: language))
      PublicRoutes(site: site).add(to: group)
      let signedIn = group.group("").add(middleware: SessionReading(site: site))
      SignIn(site: site).add(to: signedIn)
      var deskRouter = DeskRouter(site, signedIn.group("desk"))
      DeskPages(site: site).add(to: &deskRouter)
      desk = deskRouter.routes
    }
    return (router, desk)
  }

  private func health(_ router: Router<SiteContext>) {
    router.get("healthz") { _, _ in "ok\n" }
    router.get("readyz") { _, _ in
      try await site.store.ping()
      return "ready\n"
    }
    router.get("metrics") { request, context in
      guard context.isLocal || Self.bears(site.configuration.metricsToken, request) else { throw PageError.notFound }
      let text = site.metrics.text(
        jobs: try await site.store.jobCounts(), versions: try await site.store.versionCounts(),
        uploads: try await site.store.uploadCount())
      return Response(
        status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8", .cacheControl: "no-store"],
        body: .init(byteBuffer: ByteBuffer(string: text)))
    }
  }

  private static func bears(_ token: String?, _ request: Request) -> Bool {
    guard let token else { return false }
    return equalInConstantTime(Data((request.headers[.authorization] ?? "").utf8), Data("Bearer \(token)".utf8))
  }

  /// Serves until it is told to stop; then answers what it has begun and gives its jobs back.
  public func run() async throws {
    var application = Application(
      router: router(), server: .http1(configuration: .init(additionalChannelHandlers: [ClosesWhenWritten()])),
      configuration: .init(address: .hostname(site.configuration.host, port: site.configuration.port), serverName: nil),
      logger: site.logger)
    application.addServices(try JobRunner(site))
    if site.configuration.loadsSample {
      application.beforeServerStarts {
        guard let password = try await SampleLoading(site: site).begin(realFiles: site.configuration.sampleFiles) else {
          return
        }
        let logins = Role.allCases.map(\.rawValue).joined(separator: "、")
        // shown once, to whoever tries the sample; only its hash is kept. Where nobody reads the output, nobody needs it
        let line = "示例账号 sample accounts: \(logins)；密码 password: \(password)\n"
        try? FileHandle.standardOutput.write(contentsOf: Data(line.utf8))
      }
    }
    try await application.runService()
  }
}
