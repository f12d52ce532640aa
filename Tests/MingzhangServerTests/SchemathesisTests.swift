import Foundation
import Hummingbird
import HummingbirdTesting
import MingzhangStore
import MingzhangTestSupport
import Testing

@testable import MingzhangServer

/// Schemathesis reads our OpenAPI file and asks what it allows and what it forbids, thousands of times; every answer must be one that the
/// file describes. `Scripts/setup --test` installs it; `MINGZHANG_CASES` says how many questions for each operation.
@Suite("接口：schemathesis 按 openapi.yaml 提问") struct SchemathesisTests {
  private static let program = OutsideTools.script("schemathesis")
  private static let cases = ProcessInfo.processInfo.environment["MINGZHANG_CASES"].flatMap { Int($0) } ?? 12

  @Test("合规的、不合规的、接连的提问，没有一个答错", .enabled(if: program != nil, "没有 schemathesis，跳过；Scripts/setup --test 会装上"))
  func contract() async throws {
    try await Bench.with { bench in
      try await bench.publishBook()
      try await bench.publishBook("edu", 2023)
      try await bench.publishBook("health", 2024)
      try await bench.publishBook("edu", 2024, fen: 200, erratum: "合计")
      try await Application(
        router: Server(bench.site).router(), configuration: .init(address: .hostname("127.0.0.1", port: 0)),
        logger: bench.site.logger
      ).test(.live) { client in
        let address = "http://127.0.0.1:\(try #require(client.port))/api/v1"
        let scratch = try TemporaryFolder()
        let answer = try await OutsideTools.run(
          #require(Self.program),
          [
            "run", "\(address)/openapi.yaml", "--url", address, "--checks", "all", "--max-examples", "\(Self.cases)",
            "--seed", "1", "--report", "json", "--report-dir", scratch.url.path, "--no-color",
          ], in: scratch.url)
        #expect(answer.code == 0, "\(answer.output.suffix(4000))")
        #expect(answer.output.contains("passed"), "\(answer.output.suffix(1000))")
      }
    }
  }
}
