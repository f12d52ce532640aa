import Foundation
import HTTPTypes
import Hummingbird
import MingzhangModel
import MingzhangStore

/// `/pages/<version>/<page>.png`: a page of a public original as a picture. The same for both languages; it never changes.
struct PictureRoute: Sendable {
  let site: Site
  let pictures: PagePictures

  init(site: Site) { (self.site, pictures) = (site, PagePictures(site)) }

  func add(to router: Router<SiteContext>) {
    router.get("pages/:version/:name") { request, context in
      guard let number = context.parameters.get("version").flatMap({ Int64($0) }),
        let version = try await site.store.version(number),
        version.state == .published || version.state == .superseded,
        let name = context.parameters.get("name"), name.hasSuffix(".png"), let page = Int(name.dropLast(4)),
        version.hasPage(page), let picture = await pictures.picture(of: version.file, page: page)
      else { throw PageError.notFound }
      let tag = "\"\(version.file.prefix(32))-\(page)\""
      let headers: HTTPFields = [
        .contentType: "image/png", .eTag: tag, .cacheControl: "public, max-age=31536000, immutable",
      ]
      if EntityTag.matches(tag, request.headers[.ifNoneMatch]) {
        return Response(status: .notModified, headers: headers)
      }
      return Response(
        status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: picture.png)))
    }
  }

  static func address(_ version: Version, page: Int) -> String { "/pages/\(version.id)/\(page).png" }
}

extension Version {
  /// Whether its original has pages that can be drawn, and this one (from 1) among them.
  func hasPage(_ page: Int) -> Bool {
    (1...max(1, pageCount ?? 1)).contains(page) && fileName.lowercased().hasSuffix(".pdf")
  }
}
