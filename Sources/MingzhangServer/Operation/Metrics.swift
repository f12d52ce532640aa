import Foundation
import MingzhangStore

/// What happened since the server started, as counts; written in the text format of Prometheus.
final class Metrics: @unchecked Sendable {
  // Everything below is guarded by `lock`.
  private let lock = NSLock()
  private var requests: [Request: Int] = [:]
  private var durations: [String: Histogram] = [:]
  private var errors: [String: Int] = [:]
  private var refused = 0

  private struct Request: Hashable {
    var method: String
    /// The template: `/departments/:id`, never an address that a visitor made up.
    var route: String
    var status: Int
  }

  struct Histogram {
    static let bounds: [(Double, String)] = [
      (0.001, "0.001"), (0.0025, "0.0025"), (0.005, "0.005"), (0.01, "0.01"), (0.025, "0.025"), (0.05, "0.05"),
      (0.1, "0.1"), (0.25, "0.25"), (0.5, "0.5"), (1, "1"), (2.5, "2.5"), (10, "10"),
    ]
    var counts = Array(repeating: 0, count: bounds.count)
    var count = 0
    var sum = 0.0
    mutating func add(_ seconds: Double) {
      for (index, bound) in Self.bounds.enumerated() where seconds <= bound.0 { counts[index] += 1 }
      count += 1
      sum += seconds
    }
  }

  func note(_ method: String, _ route: String, _ status: Int, seconds: Double) {
    lock.withLock {
      requests[Request(method: method, route: route, status: status), default: 0] += 1
      durations[route, default: Histogram()].add(seconds)
      if status == 429 { refused += 1 }
    }
  }

  func note(_ error: StoreError) {
    lock.withLock { errors[error.code.rawValue, default: 0] += 1 }
  }

  func text(
    jobs: [(kind: String, state: String, count: Int)], versions: [(state: String, examination: String, count: Int)],
    uploads: Int
  ) -> String {
    var out = ""
    func head(_ name: String, _ type: String, _ help: String) {
      out += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }
    lock.lock()
    let (requests, durations, errors, refused) = (self.requests, self.durations, self.errors, self.refused)
    lock.unlock()
    head("mingzhang_http_requests_total", "counter", "Requests by method, route and status.")
    for (request, count) in requests.sorted(by: {
      ($0.key.route, $0.key.method, $0.key.status) < ($1.key.route, $1.key.method, $1.key.status)
    }) {
      out +=
        "mingzhang_http_requests_total{method=\"\(request.method)\",route=\"\(request.route)\",status=\"\(request.status)\"} \(count)\n"
    }
    head("mingzhang_http_request_duration_seconds", "histogram", "Time until the answer began.")
    for (route, histogram) in durations.sorted(by: { $0.key < $1.key }) {
      let name = "mingzhang_http_request_duration_seconds"
      for (bound, count) in zip(Histogram.bounds, histogram.counts) {
        out += "\(name)_bucket{route=\"\(route)\",le=\"\(bound.1)\"} \(count)\n"
      }
      out += "\(name)_bucket{route=\"\(route)\",le=\"+Inf\"} \(histogram.count)\n"
      out += "\(name)_sum{route=\"\(route)\"} \(histogram.sum)\n\(name)_count{route=\"\(route)\"} \(histogram.count)\n"
    }
    head("mingzhang_http_refused_total", "counter", "Requests refused because there were too many from one address.")
    out += "mingzhang_http_refused_total \(refused)\n"
    head("mingzhang_store_errors_total", "counter", "Errors of the database and of the files, by kind.")
    for (code, count) in errors.sorted(by: { $0.key < $1.key }) {
      out += "mingzhang_store_errors_total{code=\"\(code)\"} \(count)\n"
    }
    head("mingzhang_jobs", "gauge", "Jobs by kind and state.")
    for job in jobs { out += "mingzhang_jobs{kind=\"\(job.kind)\",state=\"\(job.state)\"} \(job.count)\n" }
    head("mingzhang_versions", "gauge", "Versions by state and examination.")
    for one in versions {
      out += "mingzhang_versions{state=\"\(one.state)\",examination=\"\(one.examination)\"} \(one.count)\n"
    }
    head("mingzhang_uploads_total", "counter", "Files taken in since the store was made.")
    out += "mingzhang_uploads_total \(uploads)\n"
    return out
  }
}
