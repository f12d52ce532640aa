import Foundation

/// Lets every address have so many requests a minute, with a tenth of them at once; kept in memory, generous, and only against
/// those who would take the site from others.
final class RateLimiter: @unchecked Sendable {
  private struct Bucket {
    var left: Double
    var at: Double
  }
  // guarded by `lock`
  private let lock = NSLock()
  private var buckets: [String: Bucket] = [:]
  /// More addresses than this are forgotten together: memory stays bounded whatever comes.
  private static let most = 50_000

  /// - Parameters:
  ///   - perMinute: 0 for no limit.
  ///   - seconds: the time, on any clock that goes forward.
  /// - Returns: nil when the request may be answered; else after how many seconds to ask again.
  func refusal(_ key: String, perMinute: Int, at seconds: Double) -> Int? {
    guard perMinute > 0 else { return nil }
    let (rate, most) = (Double(perMinute) / 60, max(10, Double(perMinute) / 10))
    return lock.withLock {
      if buckets.count > Self.most {
        buckets = buckets.filter { seconds - $0.value.at < 60 }
        if buckets.count > Self.most { buckets.removeAll() }
      }
      var bucket = buckets[key] ?? Bucket(left: most, at: seconds)
      bucket.left = min(most, bucket.left + max(0, seconds - bucket.at) * rate)
      bucket.at = seconds
      defer { buckets[key] = bucket }
      guard bucket.left < 1 else {
        bucket.left -= 1
        return nil
      }
      return max(1, Int(((1 - bucket.left) / rate).rounded(.up)))
    }
  }
}
