import Foundation
import HTTPTypes
import Hummingbird
import MingzhangMaking
import MingzhangModel
import MingzhangStore

/// `/pages/<version>/<page>.png`: a page of a public original as a picture; `2-3.png` is page 3 of the second file of an archive. The
/// same for both languages; it never changes.
struct PictureRoute: Sendable {
  let site: Site
  let pictures: PagePictures

  init(site: Site) { (self.site, pictures) = (site, PagePictures(site)) }

  func add(to router: Router<SiteContext>) {
    router.get("pages/:version/:name") { request, context in
      guard let number = context.parameters.get("version").flatMap({ Int64($0) }),
        let version = try await site.store.version(number),
        version.state == .published || version.state == .superseded,
        let name = context.parameters.get("name"), name.hasSuffix(".png"),
        let place = try await OriginalFiles(of: version, site.store).place(name.dropLast(4)),
        let picture = await pictures.picture(of: place.file, page: place.page)
      else { throw PageError.notFound }
      let tag = "\"\(place.file.digest.prefix(32))-\(place.page)\""
      let headers: HTTPFields = [
        .contentType: picture.mediaType, .eTag: tag, .cacheControl: "public, max-age=31536000, immutable",
      ]
      if EntityTag.matches(tag, request.headers[.ifNoneMatch]) {
        return Response(status: .notModified, headers: headers)
      }
      return Response(
        status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: picture.png)))
    }
  }

  static func address(_ version: Version, _ page: Int, of file: OriginalFiles.File) -> String {
    "/pages/\(version.id)/\(OriginalFiles.name(page, of: file)).png"
  }
}

extension PagePicture {
  /// A drawn page is a PNG; a picture that was uploaded may be a JPEG.
  var mediaType: String { png.first == 0x89 ? "image/png" : "image/jpeg" }
}
