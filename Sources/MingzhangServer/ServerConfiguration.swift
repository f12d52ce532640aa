import Foundation
import MingzhangModel

/// How a server is set up. Read from a file and from the environment by the program; everything has a default that suits one
/// small machine.
public struct ServerConfiguration: Sendable {
  /// Where it listens: loopback unless said otherwise.
  public var host = "127.0.0.1"
  public var port = 8080
  /// Holds the files, the signing key and, for the embedded database, the database.
  public var folder: URL
  /// `postgres://…`; nil for the embedded database.
  public var database: String?
  /// What the site calls itself.
  public var siteName = Wording("明账 · 部门预决算公开", "Mingzhang · departmental budgets")
  /// The address that the public uses, without a slash at its end; for feeds, sitemap and catalogues. Nil: as asked for.
  public var publicAddress: String?
  /// Cookies only over https. Off only for trying on loopback.
  public var secureCookies = false
  /// The largest upload, in bytes.
  public var uploadLimit = 64 << 20
  /// The largest single file of an upload, in bytes.
  public var fileLimit = 32 << 20
  /// How often one person may upload in an hour; a folder dropped on the page is one upload for each file.
  public var uploadsPerHour = 2000
  /// The program that reads files in a process of its own; nil: this one.
  public var program: URL?
  /// How many jobs this server does at a time; 0 leaves them to other servers.
  public var workers = 2
  /// Seconds that reading and checking one file may take.
  public var examinationSeconds = 60
  /// Loads a made-up sample city into an empty database.
  public var loadsSample = false
  /// Real published files that are loaded with the sample.
  public var sampleFiles: [URL] = []
  /// Whether a proxy of ours stands before the server, on whose `X-Forwarded-For` can be relied.
  public var isBehindProxy = false
  /// Pages, and calls of the API, that one address may have in a minute; 0 for no limit. Visitors on this machine have none.
  public var requestsPerMinute = 3000
  public var apiRequestsPerMinute = 1200
  /// Lets `/metrics` be read from elsewhere than this machine, as a bearer token.
  public var metricsToken: String?
  /// Whether every request is logged.
  public var logsRequests = false
  /// The catalog's folder; nil for the one beside the program.
  public var catalogFolder: String?
  /// The name of this server among those on one database.
  public var name = "\(ProcessInfo.processInfo.hostName)-\(ProcessInfo.processInfo.processIdentifier)"

  public init(folder: URL) { self.folder = folder }
}
