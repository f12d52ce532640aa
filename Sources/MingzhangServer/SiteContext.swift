import Hummingbird
import Logging
import MingzhangModel
import MingzhangStore
import NIOCore

/// What is known about one request.
public struct SiteContext: RequestContext, RemoteAddressRequestContext {
  public var coreContext: CoreRequestContextStorage
  public let remoteAddress: SocketAddress?
  /// From the address: `/en/…` is English.
  public var language = Language.chinese
  /// Who is signed in.
  public var session: Session?
  /// The digest of the session's cookie.
  var sessionDigest: String?

  /// Whether the visitor takes text packed.
  var takesGzip = false

  public init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    remoteAddress = source.channel.remoteAddress
  }

  /// For a request that comes from this program itself.
  init(logger: Logger) {
    struct Source: RequestContextSource { let logger: Logger }
    coreContext = .init(source: Source(logger: logger))
    remoteAddress = nil
  }

  /// What links begin with: nothing, or `/en`.
  var base: String { language == .chinese ? "" : "/en" }
  /// What our own proxy says of where the visitor comes from.
  var forwardedAddress: String?
  /// The visitor's address, for rate limits.
  var address: String { forwardedAddress ?? remoteAddress?.ipAddress ?? "?" }
  /// Whether the visitor is on this machine, or is this program itself.
  var isLocal: Bool {
    forwardedAddress == nil && remoteAddress == nil || address == "::1" || address.hasPrefix("127.")
  }
}
