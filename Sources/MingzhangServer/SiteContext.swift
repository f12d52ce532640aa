import Hummingbird
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

  public init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    remoteAddress = source.channel.remoteAddress
  }

  /// What links begin with: nothing, or `/en`.
  var base: String { language == .chinese ? "" : "/en" }
  /// The visitor's address, for rate limits.
  var address: String { remoteAddress?.ipAddress ?? "?" }
}
