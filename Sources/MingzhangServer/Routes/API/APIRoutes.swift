import Foundation
import HTTPTypes
import Hummingbird
import MingzhangModel
import MingzhangStore

/// One address of the API: the same table registers the routes and is compared with `openapi.yaml` by a test.
struct APIResource: Sendable {
  /// Below `/api/v1/`, as the OpenAPI file writes it: `disclosures/{disclosure}`.
  let path: String
  let parameters: [APIParameter]
  var required: Set<String> = []
  /// Whether an answer is worth keeping: searches are as many as there are words.
  var isKept = true
  let answer: @Sendable (APIRequest) async throws -> APIAnswer

  /// As the router writes it: `disclosures/:disclosure`.
  var routerPath: String { path.replacing("{", with: ":").replacing("}", with: "") }
}

/// A request that was understood.
struct APIRequest: Sendable {
  let site: Site
  let query: APIQuery
  let parameters: Parameters
}

/// `/api/v1`: what is public, as JSON and CSV.
struct APIRoutes: Sendable {
  let site: Site

  func add(to group: RouterGroup<SiteContext>) {
    for resource in APIResource.all {
      let path = RouterPath(resource.routerPath)
      group.get(path) { request, context in
        do {
          let query = try APIQuery(request, resource.parameters, required: resource.required)
          return try await response(request, context, query, resource)
        } catch let problem as APIProblem { return problem.response() }
      }
      Self.refuseOthers(group, path)
    }
    for name in ["openapi.yaml", "openapi.json"] {
      let path = RouterPath(name)
      group.get(path) { request, _ in
        let isJSON = name.hasSuffix("json")
        return StaticAnswer.response(
          isJSON ? site.openAPI.json : site.openAPI.yaml,
          isJSON ? "application/json; charset=utf-8" : "application/yaml; charset=utf-8", request)
      }
      Self.refuseOthers(group, path)
    }
  }

  /// From memory, or made now: an answer changes only when something public changes. Only what is sent packed is kept.
  private func response(
    _ request: Request, _ context: SiteContext, _ query: APIQuery, _ resource: APIResource
  ) async throws -> Response {
    let isKept = resource.isKept && context.takesGzip
    var key = ""
    if isKept {
      let form = APIAnswer.wantsCSV(request, query) ? "csv" : "json"
      key = "\(try await site.store.publicState()) \(form) \(request.uri.description)"
      if let known = site.answers[key] { return try known.response(request) }
    }
    let parameters = context.parameters
    let (headers, bytes) = try await site.making.through {
      let answer = try await resource.answer(APIRequest(site: site, query: query, parameters: parameters))
      return answer.made(request, query, name: resource.path.prefix { $0 != "/" }.description)
    }
    if isKept, let body = MadePage(bytes, level: Compressing.level) {
      let kept = KeptAnswer(headers: headers, body: body)
      site.answers.keep(kept, for: key, cost: body.cost + key.utf8.count)
      return try kept.response(request)
    }
    if EntityTag.matches(headers[.eTag] ?? "", request.headers[.ifNoneMatch]) {
      return Response(status: .notModified, headers: headers)
    }
    return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// What is public is read, never changed: 405 for every other method.
  private static func refuseOthers(_ group: RouterGroup<SiteContext>, _ path: RouterPath) {
    let query = HTTPRequest.Method("QUERY").map { [$0] } ?? []
    for method in [.post, .put, .patch, .delete, .options, .trace] + query {
      group.on(path, method: method) { _, _ in
        var response = try Problem(
          status: 405, title: "Method not allowed", detail: "Only GET and HEAD are possible here.",
          detailZh: "这里只能读（GET、HEAD）。"
        ).response()
        response.headers[.allow] = "GET, HEAD"
        return response
      }
    }
  }
}

/// An answer of the API that was made, packed.
struct KeptAnswer: Sendable {
  let headers: HTTPFields
  let body: MadePage

  func response(_ request: Request) throws -> Response {
    if EntityTag.matches(headers[.eTag] ?? "", request.headers[.ifNoneMatch]) {
      return Response(status: .notModified, headers: headers)
    }
    return try body.response(headers, isPacked: true)
  }
}

/// Bytes that are the same for everybody, with a tag of theirs.
enum StaticAnswer {
  static func response(_ bytes: [UInt8], _ mediaType: String, _ request: Request) -> Response {
    let tag = "\"\(Tokens.digest(String(decoding: bytes, as: UTF8.self)).prefix(24))\""
    let headers: HTTPFields = [
      .contentType: mediaType, .eTag: tag, .cacheControl: "public, max-age=0, must-revalidate",
      .accessControlAllowOrigin: "*",
    ]
    if EntityTag.matches(tag, request.headers[.ifNoneMatch]) { return Response(status: .notModified, headers: headers) }
    return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}
